import { hasEnded, type AuctionState } from '#domain/english_auction'

/**
 * What becomes of an auction whose seller was suspended: without a bid it is cancelled, scheduled
 * or live; with bids staff decide; what is over stays as it is.
 */
export function fateOnSuspension(
  state: AuctionState,
  now: number
): 'is_cancelled' | 'staff_decide' | 'stays' {
  if (hasEnded(state, now)) return 'stays'
  return state.leaderId === null ? 'is_cancelled' : 'staff_decide'
}
