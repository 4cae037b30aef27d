/**
 * The usual way to take bids: a transaction a bid, without HTTP. The same rules judge on the same
 * schema, over eight connections, with unnamed statements.
 */
import { randomUUID } from 'node:crypto'
import type { AuctionRecord, AuctionRow } from '../app/bidding/auction_record.ts'
import type { PgClient } from '../database/pg_pool.ts'
import type { Accepted, Bid } from '../app/domain/english_auction.ts'
import { fromBuild } from './from_build.ts'
import { answerQuestions } from './peer.ts'
import { Tally } from './tally.ts'
import type { LegResult, LegTimes } from './tally.ts'

export type TransactionsOrder = LegTimes & {
  databaseUrl: string
  auctionId: string
  bidderIds: string[]
  startPrice: number
  step: number
}

type LockedRow = AuctionRow & { now: number; is_barred: boolean }

const CONNECTIONS = 8

const { createPgPool, inTransaction, timestampOf } =
  await fromBuild<typeof import('../database/pg_pool.ts')>('database/pg_pool.js')
const { RECORD_COLUMNS, recordOf } = await fromBuild<
  typeof import('../app/bidding/auction_record.ts')
>('app/bidding/auction_record.js')
const { eventOf } = await fromBuild<typeof import('../app/bidding/auction_event.ts')>(
  'app/bidding/auction_event.js'
)
const { isReserveMet, judgeBid } = await fromBuild<
  typeof import('../app/domain/english_auction.ts')
>('app/domain/english_auction.js')

const LOCK_SQL = `SELECT ${RECORD_COLUMNS}, clock_timestamp() AS now,
    u.suspended_at IS NOT NULL OR EXISTS (SELECT FROM seller_blocks k
      WHERE k.seller_id = a.seller_id AND k.bidder_id = u.id) AS is_barred
  FROM auction_states s JOIN auctions a ON a.id = s.auction_id JOIN users u ON u.id = $2
  WHERE s.auction_id = $1 FOR UPDATE OF s`

const INSERT_SQL = `WITH booked AS (
    INSERT INTO bids (auction_id, seq, version, id, bidder_id, maximum, placed_at, public_seq, price,
      is_leading, is_reserve_met, ends_at, idempotency_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ), logged AS (
    INSERT INTO auction_events (auction_id, public_seq, type, occurred_at, price, leader,
      is_reserve_met, bid_count, ends_at, status, bidder, amount, automatic_bidder, automatic_amount)
    SELECT $1, $8, 'bid', $7, $9, $14, $11, $15, $12, 'open', $16, $17, $18, $19
    WHERE $8 IS NOT NULL
  )
  INSERT INTO outbox (auction_id, public_seq) VALUES ($1, $20)`

const UPDATE_SQL = `UPDATE auction_states SET version = $2, seq = $3, public_seq = $4, price = $5,
    leader_id = $6, maximum = $7, bid_count = $8, last_bid_at = $9, ends_at = $10
  WHERE auction_id = $1`

/** `maximum` is chosen once the auction is locked, so that no bid overtakes another. */
async function place(
  client: PgClient,
  auctionId: string,
  bidderId: string,
  maximum: () => number
): Promise<boolean> {
  const locked = await client.query<LockedRow>(LOCK_SQL, [auctionId, bidderId])
  const record = recordOf(locked.rows[0])
  const now = Math.max(locked.rows[0].now, record.lastBidAt)
  const bid = { bidderId, maximum: maximum() }
  const judgement = judgeBid(record.terms, record.state, bid, locked.rows[0].is_barred, now)
  if (!judgement.accepted) return false
  await book(client, record, bid, judgement, now)
  return true
}

async function book(
  client: PgClient,
  record: AuctionRecord,
  bid: Bid,
  { state, shown }: Accepted,
  now: number
) {
  const version = record.version + 1
  const publicSeq = shown.length > 0 ? record.publicSeq + 1 : null
  const latestSeq = publicSeq ?? record.publicSeq
  const details = { type: 'bid' as const, publicSeq: latestSeq, occurredAt: now }
  const event = eventOf(record, state, details, { shown })
  const placedAt = timestampOf(now)
  const endsAt = timestampOf(state.endsAt)
  const booked = [record.id, state.seq, version, randomUUID(), bid.bidderId, bid.maximum, placedAt]
  const answered = [publicSeq, state.price, state.leaderId === bid.bidderId]
  const kept = [isReserveMet(record.terms, state), endsAt, randomUUID()]
  const bidder = [event.bidder, event.amount, event.automaticBidder, event.automaticAmount]
  const logged = [event.leader, state.bidCount, ...bidder, latestSeq]
  await client.query(INSERT_SQL, [...booked, ...answered, ...kept, ...logged])

  const { seq, price, leaderId, maximum, bidCount } = state
  const counters = [record.id, version, seq, latestSeq, price]
  await client.query(UPDATE_SQL, [...counters, leaderId, maximum, bidCount, placedAt, endsAt])
}

async function run(order: TransactionsOrder): Promise<LegResult> {
  const { databaseUrl, auctionId, bidderIds, startPrice, step } = order
  const options = { connectionString: databaseUrl, max: CONNECTIONS }
  const pool = createPgPool({ ...options, application_name: 'gavel-bench' })
  const tally = new Tally(order)
  let [turn, rises] = [0, 0]
  const keepBidding = async () => {
    while (!tally.isOver) {
      const sentAt = performance.now()
      const bidderId = bidderIds[turn++ % bidderIds.length]
      const isAccepted = await inTransaction(pool, (client) =>
        place(client, auctionId, bidderId, () => startPrice + step * rises++)
      )
      tally.count(isAccepted ? 'accepted' : 'refused', sentAt)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, keepBidding))
  await pool.end()
  return tally.result()
}

answerQuestions(run)
