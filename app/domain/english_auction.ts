import { incrementAt, type Increment } from '#domain/increments'

/**
 * The English auction with proxy bidding, as docs/rules.md states it. Pure: no clock, no I/O.
 * Amounts are integers in minor units, times are integers in milliseconds since the epoch.
 */

/** The largest amount the house takes, in minor units. */
export const LARGEST_AMOUNT = 1_000_000_000_000

/** What was agreed when the auction was opened and no deed changes. */
export type AuctionTerms = {
  sellerId: string
  startsAt: number
  startPrice: number
  /** Secret. */
  reserve: number | null
  buyNow: number | null
  increments: readonly Increment[]
  softClose: { windowMs: number; extensionMs: number } | null
}

export type Outcome = 'sold' | 'reserve_not_met' | 'no_bids' | 'cancelled'

/** What deeds change. `maximum` is the leader's, and secret. */
export type AuctionState = {
  /** Accepted bids and buy-nows so far, own raises and voided ones too. Not public. */
  seq: number
  price: number
  leaderId: string | null
  maximum: number | null
  /** Standing bids that the public was shown, the system's own left out. */
  bidCount: number
  endsAt: number
  hardEndsAt: number | null
  /** Since when bids are refused for a pause; never before the start. */
  pausedAt: number | null
  outcome: Outcome | null
}

/** A line of the public history. `automatic`: placed by the system for a proxy. */
export type HistoryEntry = { bidderId: string; amount: number; automatic: boolean }

export type BidRefusal =
  | { code: 'auction_not_started' | 'auction_paused' | 'auction_ended' }
  | { code: 'own_auction' | 'bidder_blocked' | 'amount_invalid' | 'buy_now_unavailable' }
  | { code: 'not_above_own_maximum' | 'below_minimum'; minimum: number }

export type DeedRefusal = {
  code:
    | 'auction_ended'
    | 'auction_not_ended'
    | 'bid_not_found'
    | 'has_bids'
    | 'not_later'
    | 'already_paused'
    | 'not_paused'
}

export type Accepted = { accepted: true; state: AuctionState; shown: HistoryEntry[] }
export type Refused<Refusal> = { accepted: false } & Refusal
export type BidJudgement = Accepted | Refused<BidRefusal>
export type DeedJudgement = { accepted: true; state: AuctionState } | Refused<DeedRefusal>

export type Bid = { bidderId: string; maximum: number }

export function openingState(
  terms: AuctionTerms,
  end: { endsAt: number; hardEndsAt: number | null }
): AuctionState {
  return {
    seq: 0,
    price: terms.startPrice,
    leaderId: null,
    maximum: null,
    bidCount: 0,
    endsAt: end.endsAt,
    hardEndsAt: end.hardEndsAt,
    pausedAt: null,
    outcome: null,
  }
}

export function minimumNext(terms: AuctionTerms, state: AuctionState): number {
  if (state.leaderId === null) return terms.startPrice
  return state.price + incrementAt(terms.increments, state.price)
}

/** True where there is no reserve. */
export function isReserveMet(terms: AuctionTerms, state: AuctionState): boolean {
  return terms.reserve === null || (state.maximum !== null && state.maximum >= terms.reserve)
}

export function hasEnded(state: AuctionState, now: number): boolean {
  return state.outcome !== null || (state.pausedAt === null && now >= state.endsAt)
}

export function isBuyNowOpen(terms: AuctionTerms, state: AuctionState): boolean {
  if (terms.buyNow === null) return false
  return terms.reserve === null ? state.leaderId === null : !isReserveMet(terms, state)
}

/** Judges a bid: the first reason to refuse answers, else the state and history it leads to. */
export function judgeBid(
  terms: AuctionTerms,
  state: AuctionState,
  bid: Bid,
  isBlocked: boolean,
  now: number
): BidJudgement {
  const refusal = refusalToTakePart(terms, state, bid.bidderId, isBlocked, now)
  if (refusal) return { accepted: false, ...refusal }
  if (!Number.isInteger(bid.maximum) || bid.maximum <= 0 || bid.maximum > LARGEST_AMOUNT) {
    return { accepted: false, code: 'amount_invalid' }
  }
  if (state.leaderId === bid.bidderId && state.maximum !== null) {
    if (bid.maximum <= state.maximum) {
      return { accepted: false, code: 'not_above_own_maximum', minimum: state.maximum + 1 }
    }
  } else {
    const minimum = minimumNext(terms, state)
    if (bid.maximum < minimum) return { accepted: false, code: 'below_minimum', minimum }
  }
  const after = takeBid(terms, state, bid)
  return { ...after, state: softClosed(terms, state, after.state, now) }
}

/** Judges a buy-now: where it is accepted the auction is sold and ends at `now`. */
export function judgeBuyNow(
  terms: AuctionTerms,
  state: AuctionState,
  buyerId: string,
  isBlocked: boolean,
  now: number
): BidJudgement {
  const refusal = refusalToTakePart(terms, state, buyerId, isBlocked, now)
  if (refusal) return { accepted: false, ...refusal }
  const price = terms.buyNow
  if (price === null || !isBuyNowOpen(terms, state)) {
    return { accepted: false, code: 'buy_now_unavailable' }
  }
  return {
    accepted: true,
    state: {
      ...state,
      seq: state.seq + 1,
      price,
      leaderId: buyerId,
      maximum: price,
      bidCount: state.bidCount + 1,
      endsAt: now,
      outcome: 'sold',
    },
    shown: [{ bidderId: buyerId, amount: price, automatic: false }],
  }
}

export function judgeCancel(
  state: AuctionState,
  by: 'seller' | 'moderator',
  now: number
): DeedJudgement {
  if (hasEnded(state, now)) return { accepted: false, code: 'auction_ended' }
  if (by === 'seller' && state.leaderId !== null) return { accepted: false, code: 'has_bids' }
  return { accepted: true, state: { ...state, pausedAt: null, outcome: 'cancelled' } }
}

/**
 * Sets a later end and moves the hard end by the same amount. After an outage the house judges
 * it as of the outage's start, since what ended while it lasted is not over.
 */
export function judgeExtend(state: AuctionState, endsAt: number, now: number): DeedJudgement {
  if (hasEnded(state, now)) return { accepted: false, code: 'auction_ended' }
  if (endsAt <= state.endsAt) return { accepted: false, code: 'not_later' }
  return { accepted: true, state: movedEnd(state, endsAt - state.endsAt) }
}

/** A pause decided before the start counts from the start. */
export function judgePause(terms: AuctionTerms, state: AuctionState, now: number): DeedJudgement {
  if (hasEnded(state, now)) return { accepted: false, code: 'auction_ended' }
  if (state.pausedAt !== null) return { accepted: false, code: 'already_paused' }
  return { accepted: true, state: { ...state, pausedAt: Math.max(now, terms.startsAt) } }
}

/** Takes bids again, and gives back the time that the pause took. */
export function judgeResume(state: AuctionState, now: number): DeedJudgement {
  if (hasEnded(state, now)) return { accepted: false, code: 'auction_ended' }
  if (state.pausedAt === null) return { accepted: false, code: 'not_paused' }
  const pausedMs = Math.max(0, now - state.pausedAt)
  return { accepted: true, state: { ...movedEnd(state, pausedMs), pausedAt: null } }
}

/** Closing at or after the end; an auction that has an outcome keeps it. */
export function judgeClose(terms: AuctionTerms, state: AuctionState, now: number): DeedJudgement {
  if (state.outcome !== null) return { accepted: true, state }
  if (!hasEnded(state, now)) return { accepted: false, code: 'auction_not_ended' }
  return { accepted: true, state: { ...state, outcome: outcomeOf(terms, state) } }
}

/** Takes a bid without judging it and without soft close, as a replay after a void does. */
export function takeBid(terms: AuctionTerms, state: AuctionState, bid: Bid): Accepted {
  const taken =
    state.leaderId === null || state.maximum === null
      ? firstBid(terms, bid)
      : state.leaderId === bid.bidderId
        ? { price: state.price, leaderId: bid.bidderId, maximum: bid.maximum }
        : contested(terms, bid, state.leaderId, state.maximum)
  const isMet = terms.reserve !== null && taken.maximum >= terms.reserve
  const price = isMet ? Math.max(taken.price, terms.reserve ?? 0) : taken.price
  const shown = historyOf(state, bid, { ...taken, price })
  const bidCount = state.bidCount + (shown.some((entry) => !entry.automatic) ? 1 : 0)
  return {
    accepted: true,
    state: { ...state, ...taken, price, bidCount, seq: state.seq + 1 },
    shown,
  }
}

/** What the winner pays and who it is; both null unless sold. */
export function saleOf(state: AuctionState): { winnerId: string | null; price: number | null } {
  const isSold = state.outcome === 'sold'
  return { winnerId: isSold ? state.leaderId : null, price: isSold ? state.price : null }
}

type Lead = { price: number; leaderId: string; maximum: number }

function refusalToTakePart(
  terms: AuctionTerms,
  state: AuctionState,
  bidderId: string,
  isBlocked: boolean,
  now: number
): BidRefusal | null {
  if (now < terms.startsAt) return { code: 'auction_not_started' }
  if (state.outcome === null && state.pausedAt !== null) return { code: 'auction_paused' }
  if (hasEnded(state, now)) return { code: 'auction_ended' }
  if (bidderId === terms.sellerId) return { code: 'own_auction' }
  if (isBlocked) return { code: 'bidder_blocked' }
  return null
}

function firstBid(terms: AuctionTerms, bid: Bid): Lead {
  return { price: terms.startPrice, leaderId: bid.bidderId, maximum: bid.maximum }
}

function contested(terms: AuctionTerms, bid: Bid, leaderId: string, maximum: number): Lead {
  if (bid.maximum > maximum) {
    const price = Math.min(bid.maximum, maximum + incrementAt(terms.increments, maximum))
    return { price, leaderId: bid.bidderId, maximum: bid.maximum }
  }
  const price = Math.min(maximum, bid.maximum + incrementAt(terms.increments, bid.maximum))
  return { price, leaderId, maximum }
}

function historyOf(before: AuctionState, bid: Bid, after: Lead): HistoryEntry[] {
  const own = (amount: number) => ({ bidderId: bid.bidderId, amount, automatic: false })
  const automatic = (bidderId: string, amount: number) => ({ bidderId, amount, automatic: true })
  if (before.leaderId === null || before.maximum === null) return [own(after.price)]
  if (before.leaderId === bid.bidderId) {
    return after.price > before.price ? [automatic(bid.bidderId, after.price)] : []
  }
  if (after.leaderId !== bid.bidderId) {
    return [own(bid.maximum), automatic(before.leaderId, after.price)]
  }
  const isOldMaximumNew = before.maximum > before.price
  return isOldMaximumNew
    ? [automatic(before.leaderId, before.maximum), own(after.price)]
    : [own(after.price)]
}

function softClosed(
  terms: AuctionTerms,
  before: AuctionState,
  after: AuctionState,
  now: number
): AuctionState {
  const isChanged = before.price !== after.price || before.leaderId !== after.leaderId
  if (!terms.softClose || !isChanged) return after
  if (after.endsAt - now > terms.softClose.windowMs) return after
  const extended = now + terms.softClose.extensionMs
  const capped = after.hardEndsAt === null ? extended : Math.min(extended, after.hardEndsAt)
  return { ...after, endsAt: Math.max(after.endsAt, capped) }
}

function movedEnd(state: AuctionState, byMs: number): AuctionState {
  const hardEndsAt = state.hardEndsAt === null ? null : state.hardEndsAt + byMs
  return { ...state, endsAt: state.endsAt + byMs, hardEndsAt }
}

function outcomeOf(terms: AuctionTerms, state: AuctionState): Outcome {
  if (state.leaderId === null) return 'no_bids'
  return isReserveMet(terms, state) ? 'sold' : 'reserve_not_met'
}
