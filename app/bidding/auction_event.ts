import { statusOf, type AuctionRecord } from '#bidding/auction_record'
import { isReserveMet, type AuctionState, type HistoryEntry } from '#domain/english_auction'

export type EventType =
  'bid' | 'buy_now' | 'withdrawn' | 'extended' | 'paused' | 'resumed' | 'closed'

/** A row of `auction_events`: what the public sees of a deed, and of the state it led to. */
export type AuctionEvent = {
  auctionId: string
  publicSeq: number
  type: EventType
  occurredAt: number
  price: number
  leader: string | null
  isReserveMet: boolean
  bidCount: number
  endsAt: number
  status: string
  bidder: string | null
  amount: number | null
  automaticBidder: string | null
  automaticAmount: number | null
  withdrawn: number[] | null
  note: string | null
}

export function eventOf(
  record: AuctionRecord,
  state: AuctionState,
  event: { type: EventType; publicSeq: number; occurredAt: number },
  details: { shown?: HistoryEntry[]; withdrawn?: number[]; note?: string | null } = {}
): AuctionEvent {
  const placed = details.shown?.find((entry) => !entry.automatic)
  const automatic = details.shown?.find((entry) => entry.automatic)
  return {
    auctionId: record.id,
    ...event,
    price: state.price,
    leader: state.leaderId === null ? null : record.aliases.of(state.leaderId),
    isReserveMet: isReserveMet(record.terms, state),
    bidCount: state.bidCount,
    endsAt: state.endsAt,
    status: statusOf(state),
    bidder: placed ? record.aliases.of(placed.bidderId) : null,
    amount: placed?.amount ?? null,
    automaticBidder: automatic ? record.aliases.of(automatic.bidderId) : null,
    automaticAmount: automatic?.amount ?? null,
    withdrawn: details.withdrawn ?? null,
    note: details.note ?? null,
  }
}
