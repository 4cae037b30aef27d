import { randomUUID } from 'node:crypto'
import type { AuctionRecord } from '#bidding/auction_record'
import {
  isReserveMet,
  judgeBid,
  minimumNext,
  type AuctionState,
  type BidRefusal,
  type HistoryEntry,
} from '#domain/english_auction'

/** A bid as the desk was asked to place it. */
export type BidRequest = {
  auctionId: string
  bidderId: string
  /** Minor units. */
  maximum: number
  idempotencyKey: string | null
}

/** What an accepted bid led to; repeated word for word when its key comes again. */
export type BidReceipt = {
  bidId: string
  leading: boolean
  price: number
  minimumNext: number
  reserveMet: boolean
  endsAt: number
}

export type BidAnswer =
  | { accepted: true; receipt: BidReceipt }
  | ({ accepted: false } & (
      | BidRefusal
      | { code: 'auction_not_found' | 'idempotency_key_reused' }
      | { code: 'busy' | 'database_unavailable' | 'outcome_unknown' }
    ))

/** A bid that waits for its answer. */
export type WaitingBid = BidRequest & { answer: (answer: BidAnswer) => void }

/** An accepted bid with the state it led to and what the public was shown of it. */
export type BookedBid = {
  waiting: WaitingBid
  id: string
  placedAt: number
  version: number
  publicSeq: number | null
  state: AuctionState
  shown: HistoryEntry[]
}

/** Bids of one auction, judged in their order from one known state at one time. */
export type BidBatch = {
  bids: readonly WaitingBid[]
  before: AuctionRecord
  after: AuctionRecord
  booked: BookedBid[]
  refused: { waiting: WaitingBid; refusal: BidRefusal }[]
}

/** Folds the rules over the bids. `now` is not before the last bid's time. */
export function judgeBatch(
  before: AuctionRecord,
  bids: readonly WaitingBid[],
  now: number,
  barred: ReadonlySet<string>
): BidBatch {
  const batch: BidBatch = { bids, before, after: before, booked: [], refused: [] }
  for (const waiting of bids) {
    const { terms, state } = batch.after
    const judgement = judgeBid(terms, state, waiting, barred.has(waiting.bidderId), now)
    if (judgement.accepted) book(batch, waiting, judgement, now)
    else batch.refused.push({ waiting, refusal: judgement })
  }
  return batch
}

export function receiptOf(record: AuctionRecord, bid: BookedBid): BidReceipt {
  return {
    bidId: bid.id,
    leading: bid.state.leaderId === bid.waiting.bidderId,
    price: bid.state.price,
    minimumNext: minimumNext(record.terms, bid.state),
    reserveMet: isReserveMet(record.terms, bid.state),
    endsAt: bid.state.endsAt,
  }
}

function book(
  batch: BidBatch,
  waiting: WaitingBid,
  { state, shown }: { state: AuctionState; shown: HistoryEntry[] },
  now: number
) {
  const publicSeq = shown.length > 0 ? batch.after.publicSeq + 1 : null
  batch.after = {
    ...batch.after,
    version: batch.after.version + 1,
    publicSeq: publicSeq ?? batch.after.publicSeq,
    lastBidAt: now,
    state,
  }
  const { version } = batch.after
  batch.booked.push({ waiting, id: bidIdAt(now), placedAt: now, version, publicSeq, state, shown })
}

/** A UUID of version 7: the time in its first 48 bits, the rest by chance. */
function bidIdAt(placedAt: number): string {
  const time = placedAt.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
