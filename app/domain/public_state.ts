import type { Outcome } from '#domain/english_auction'
import { incrementAt, type Increment } from '#domain/increments'

/** What the public knows of an auction that no deed changes. */
export type PublicTerms = {
  id: string
  currency: string
  startsAt: number
  startPrice: number
  increments: readonly Increment[]
}

/** What the public knows of an auction after its event number `publicSeq`. */
export type VisibleState = {
  publicSeq: number
  price: number
  /** The leader's alias in this auction. */
  leader: string | null
  isReserveMet: boolean
  bidCount: number
  endsAt: number
  status: string
}

export type PublicStatus = 'scheduled' | 'live' | 'paused' | 'ended'

/** The public state as every door gives it: API, SSE, Transmit and panel. Times in ISO 8601. */
export type PublicState = {
  id: string
  publicSeq: number
  status: PublicStatus
  /** Null until it was closed. */
  outcome: Outcome | null
  currency: string
  price: number
  leader: string | null
  minimumNext: number
  reserveMet: boolean
  bidCount: number
  startsAt: string
  endsAt: string
  serverTime: string
}

const OUTCOMES: readonly string[] = ['sold', 'reserve_not_met', 'no_bids', 'cancelled']

export function isOutcome(status: string): status is Outcome {
  return OUTCOMES.includes(status)
}

export function publicState(terms: PublicTerms, visible: VisibleState, now: number): PublicState {
  return {
    id: terms.id,
    publicSeq: visible.publicSeq,
    status: publicStatus(terms.startsAt, visible, now),
    outcome: isOutcome(visible.status) ? visible.status : null,
    currency: terms.currency,
    price: visible.price,
    leader: visible.leader,
    minimumNext:
      visible.leader === null
        ? terms.startPrice
        : visible.price + incrementAt(terms.increments, visible.price),
    reserveMet: visible.isReserveMet,
    bidCount: visible.bidCount,
    startsAt: new Date(terms.startsAt).toISOString(),
    endsAt: new Date(visible.endsAt).toISOString(),
    serverTime: new Date(now).toISOString(),
  }
}

/** `ended` from the end on, also while the closing has not come by yet. */
export function publicStatus(
  startsAt: number,
  visible: Pick<VisibleState, 'status' | 'endsAt'>,
  now: number
): PublicStatus {
  if (isOutcome(visible.status)) return 'ended'
  if (now < startsAt) return 'scheduled'
  if (visible.status === 'paused') return 'paused'
  return now < visible.endsAt ? 'live' : 'ended'
}
