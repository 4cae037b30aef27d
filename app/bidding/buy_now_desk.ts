import { v7 as uuidv7 } from 'uuid'
import { eventOf } from '#bidding/auction_event'
import { lockRecord, type AuctionRecord } from '#bidding/auction_record'
import { inTransaction, timestampOf, type PgClient, type PgPool } from '#database/pg_pool'
import { readBarred, readRecorded } from '#bidding/book_statement'
import { writeEvents, writeStates } from '#bidding/deed_rows'
import { judgeBuyNow, type BidRefusal } from '#domain/english_auction'

export type BuyNowRequest = {
  auctionId: string
  buyerId: string
  idempotencyKey: string | null
}

export type BuyNowReceipt = { bidId: string; outcome: 'sold'; price: number; endsAt: number }

export type BuyNowAnswer =
  | { accepted: true; receipt: BuyNowReceipt }
  | ({ accepted: false } & (BidRefusal | { code: 'auction_not_found' | 'idempotency_key_reused' }))

/** Sells at once, under the row's lock, through the same events as any other sale. */
export class BuyNowDesk {
  constructor(
    private readonly pool: PgPool,
    private readonly onDone: (auctionIds: string[]) => void
  ) {}

  async buy(request: BuyNowRequest): Promise<BuyNowAnswer> {
    const answer = await inTransaction(this.pool, (client) => buyIn(client, request))
    if (answer.accepted) this.onDone([request.auctionId])
    return answer
  }
}

async function buyIn(client: PgClient, request: BuyNowRequest): Promise<BuyNowAnswer> {
  const { auctionId, buyerId, idempotencyKey } = request
  const locked = await lockRecord(client, auctionId)
  if (!locked) return { accepted: false, code: 'auction_not_found' }
  const bidder = { auctionId, bidderId: buyerId, idempotencyKey }
  const [recorded] = await readRecorded(client, [bidder])
  if (recorded && !recorded.is_buy_now) return { accepted: false, code: 'idempotency_key_reused' }
  if (recorded) {
    const { id: bidId, price, ends_at: endsAt } = recorded
    return { accepted: true, receipt: { bidId, outcome: 'sold', price, endsAt } }
  }
  const { record, now } = locked
  const barred = await readBarred(client, [bidder])
  const judgement = judgeBuyNow(record.terms, record.state, buyerId, barred.size > 0, now)
  if (!judgement.accepted) return judgement
  const bidId = uuidv7()
  const after: AuctionRecord = {
    ...record,
    version: record.version + 1,
    publicSeq: record.publicSeq + 2,
    lastBidAt: now,
    state: judgement.state,
  }
  const event = { occurredAt: now, publicSeq: record.publicSeq + 1 }
  await writeStates(client, [after], now)
  await writeSale(client, after, { bidId, buyerId, idempotencyKey, publicSeq: event.publicSeq })
  await writeEvents(client, [
    eventOf(record, after.state, { type: 'buy_now', ...event }, { shown: judgement.shown }),
    eventOf(record, after.state, { type: 'closed', ...event, publicSeq: after.publicSeq }),
  ])
  const { price, endsAt } = after.state
  return { accepted: true, receipt: { bidId, outcome: 'sold', price, endsAt } }
}

async function writeSale(
  client: PgClient,
  after: AuctionRecord,
  sale: { bidId: string; buyerId: string; idempotencyKey: string | null; publicSeq: number }
) {
  await client.query(
    `INSERT INTO bids (auction_id, seq, version, id, bidder_id, is_buy_now, maximum, placed_at,
       public_seq, price, is_leading, is_reserve_met, ends_at, idempotency_key)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $6, true, true, $7, $9)`,
    [
      after.id,
      after.state.seq,
      after.version,
      sale.bidId,
      sale.buyerId,
      after.state.price,
      timestampOf(after.state.endsAt),
      sale.publicSeq,
      sale.idempotencyKey,
    ]
  )
}
