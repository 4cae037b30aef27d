import { eventOf, type AuctionEvent } from '#bidding/auction_event'
import type { AuctionRecord } from '#bidding/auction_record'
import type { BidBatch, BidRequest, BookedBid } from '#bidding/bid_batch'
import { arrayOf, textArrayOf, timestampOf, type PgClient } from '#database/pg_pool'

/**
 * The one statement that carries the batches of all auctions that wait
 * (docs/adr/0003-one-statement-a-batch.md). It locks the states and skips what another statement
 * holds; keeps the batches whose `version` is still the one they were judged from, while the
 * auction runs by the database's clock, which they were judged by to within a second, and no
 * bidder in them is barred; and writes those: state, bids, events, one outbox row each.
 *
 * One plan, made once, has to be good for tables of any size: the lateral lock and the subqueries
 * on users and blocks go by index, and no list is compared with another each with each.
 */
const BOOK_SQL = `
WITH wanted AS (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[],
    $6::bigint[], $7::bigint[], $8::uuid[], $9::bigint[], $10::int[], $11::timestamptz[],
    $12::timestamptz[])
  AS w(auction_id, starts_at, known_version, version, seq, public_seq, price, leader_id, maximum,
    bid_count, last_bid_at, ends_at)
), locked AS (
  SELECT w.*, s.version AS held_version, s.status, s.ends_at AS held_ends_at,
    s.last_bid_at AS held_last_bid_at
  FROM wanted w CROSS JOIN LATERAL (
    SELECT version, status, ends_at, last_bid_at FROM auction_states
    WHERE auction_id = w.auction_id FOR NO KEY UPDATE SKIP LOCKED) s
), barred AS MATERIALIZED (
  SELECT p.auction_id FROM unnest($13::uuid[], $14::uuid[], $15::uuid[])
    AS p(auction_id, seller_id, bidder_id)
  WHERE (SELECT u.suspended_at IS NULL FROM users u WHERE u.id = p.bidder_id) IS NOT TRUE
    OR EXISTS (SELECT FROM seller_blocks k
      WHERE k.seller_id = p.seller_id AND k.bidder_id = p.bidder_id)
), updated AS (
  UPDATE auction_states s SET version = l.version, seq = l.seq, public_seq = l.public_seq,
    price = l.price, leader_id = l.leader_id, maximum = l.maximum, bid_count = l.bid_count,
    last_bid_at = l.last_bid_at, ends_at = l.ends_at
  FROM locked l WHERE s.auction_id = l.auction_id
    AND l.held_version = l.known_version AND l.status = 'open'
    AND l.starts_at <= clock_timestamp() AND l.held_ends_at > clock_timestamp()
    AND l.last_bid_at > clock_timestamp() - interval '1 s'
    AND l.last_bid_at <= greatest(l.held_last_bid_at, clock_timestamp() + interval '1 s')
    AND l.auction_id NOT IN (SELECT auction_id FROM barred)
  RETURNING s.auction_id, s.public_seq
), entered AS MATERIALIZED (
  SELECT b.* FROM unnest($16::uuid[], $17::bigint[], $18::bigint[], $19::uuid[], $20::uuid[],
    $21::bigint[], $22::timestamptz[], $23::bigint[], $24::bigint[], $25::bool[], $26::bool[],
    $27::timestamptz[], $28::text[], $29::text[], $30::int[], $31::text[], $32::bigint[],
    $33::text[], $34::bigint[])
  AS b(auction_id, seq, version, id, bidder_id, maximum, placed_at, public_seq, price, is_leading,
    is_reserve_met, ends_at, idempotency_key, leader, bid_count, bidder, amount, automatic_bidder,
    automatic_amount)
  WHERE b.auction_id IN (SELECT auction_id FROM updated)
), booked AS (
  INSERT INTO bids (auction_id, seq, version, id, bidder_id, maximum, placed_at, public_seq, price,
    is_leading, is_reserve_met, ends_at, idempotency_key)
  SELECT auction_id, seq, version, id, bidder_id, maximum, placed_at, public_seq, price,
    is_leading, is_reserve_met, ends_at, idempotency_key
  FROM entered
), logged AS (
  INSERT INTO auction_events (auction_id, public_seq, type, occurred_at, price, leader,
    is_reserve_met, bid_count, ends_at, status, bidder, amount, automatic_bidder, automatic_amount)
  SELECT auction_id, public_seq, 'bid', placed_at, price, leader, is_reserve_met, bid_count,
    ends_at, 'open', bidder, amount, automatic_bidder, automatic_amount
  FROM entered WHERE public_seq IS NOT NULL
), announced AS (
  INSERT INTO outbox (auction_id, public_seq) SELECT auction_id, public_seq FROM updated
)
SELECT w.auction_id, l.auction_id IS NOT NULL AS is_locked, u.auction_id IS NOT NULL AS is_booked,
  clock_timestamp() AS now
FROM wanted w LEFT JOIN locked l ON l.auction_id = w.auction_id
  LEFT JOIN updated u ON u.auction_id = w.auction_id`

export type BookResult = { auction_id: string; is_locked: boolean; is_booked: boolean; now: number }

/** Commits what it can of the batches, each with at least one accepted bid. */
export async function bookBatches(
  client: PgClient,
  batches: readonly BidBatch[]
): Promise<BookResult[]> {
  const answer = await client.query<BookResult>({
    name: 'book',
    text: BOOK_SQL,
    values: [...stateArrays(batches), ...bidderArrays(batches), ...entryArrays(batches)],
  })
  return answer.rows
}

function stateArrays(batches: readonly BidBatch[]) {
  const after = batches.map((batch) => batch.after)
  return [
    arrayOf(after.map((record) => record.id)),
    arrayOf(after.map((record) => timestampOf(record.terms.startsAt))),
    arrayOf(batches.map((batch) => batch.before.version)),
    arrayOf(after.map((record) => record.version)),
    arrayOf(after.map((record) => record.state.seq)),
    arrayOf(after.map((record) => record.publicSeq)),
    arrayOf(after.map((record) => record.state.price)),
    arrayOf(after.map((record) => record.state.leaderId)),
    arrayOf(after.map((record) => record.state.maximum)),
    arrayOf(after.map((record) => record.state.bidCount)),
    arrayOf(after.map((record) => timestampOf(record.lastBidAt))),
    arrayOf(after.map((record) => timestampOf(record.state.endsAt))),
  ]
}

/**
 * Every bidder of the batches who was not found to be barred, refused ones too: a barred one is
 * answered so before all else.
 */
function bidderArrays(batches: readonly BidBatch[]) {
  const bidders = batches.flatMap((batch) => {
    const { id, terms } = batch.before
    const refused = batch.refused.filter(({ refusal }) => refusal.code !== 'bidder_blocked')
    const ids = new Set([...batch.booked, ...refused].map((bid) => bid.waiting.bidderId))
    return [...ids].map((bidderId) => ({ id, sellerId: terms.sellerId, bidderId }))
  })
  return [
    arrayOf(bidders.map((bidder) => bidder.id)),
    arrayOf(bidders.map((bidder) => bidder.sellerId)),
    arrayOf(bidders.map((bidder) => bidder.bidderId)),
  ]
}

/** The bids, each with its event; an own raise that the public does not see has none. */
function entryArrays(batches: readonly BidBatch[]) {
  const bids = batches.flatMap((batch) => batch.booked)
  const events = batches.flatMap(({ before, booked }) => booked.map((bid) => eventFor(before, bid)))
  return [
    arrayOf(bids.map((bid) => bid.waiting.auctionId)),
    arrayOf(bids.map((bid) => bid.state.seq)),
    arrayOf(bids.map((bid) => bid.version)),
    arrayOf(bids.map((bid) => bid.id)),
    arrayOf(bids.map((bid) => bid.waiting.bidderId)),
    arrayOf(bids.map((bid) => bid.waiting.maximum)),
    arrayOf(bids.map((bid) => timestampOf(bid.placedAt))),
    arrayOf(bids.map((bid) => bid.publicSeq)),
    arrayOf(bids.map((bid) => bid.state.price)),
    arrayOf(bids.map((bid) => bid.state.leaderId === bid.waiting.bidderId)),
    arrayOf(events.map((event) => event.isReserveMet)),
    arrayOf(bids.map((bid) => timestampOf(bid.state.endsAt))),
    textArrayOf(bids.map((bid) => bid.waiting.idempotencyKey)),
    arrayOf(events.map((event) => event.leader)),
    arrayOf(events.map((event) => event.bidCount)),
    arrayOf(events.map((event) => event.bidder)),
    arrayOf(events.map((event) => event.amount)),
    arrayOf(events.map((event) => event.automaticBidder)),
    arrayOf(events.map((event) => event.automaticAmount)),
  ]
}

/** What the public would see of a bid, also of an own raise, which it is not shown. */
function eventFor(before: AuctionRecord, bid: BookedBid): AuctionEvent {
  const event = { type: 'bid' as const, publicSeq: bid.publicSeq ?? 0, occurredAt: bid.placedAt }
  return eventOf(before, bid.state, event, { shown: bid.shown })
}

/** What was recorded under an idempotency key. */
export type RecordedBid = {
  auction_id: string
  bidder_id: string
  idempotency_key: string
  id: string
  is_buy_now: boolean
  maximum: number
  price: number
  is_leading: boolean
  is_reserve_met: boolean
  ends_at: number
}

const RECORDED_SQL = `
SELECT b.auction_id, b.bidder_id, b.idempotency_key, b.id, b.is_buy_now, b.maximum, b.price,
  b.is_leading, b.is_reserve_met, b.ends_at
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS k(auction_id, bidder_id, idempotency_key)
CROSS JOIN LATERAL (
  SELECT * FROM bids WHERE auction_id = k.auction_id AND bidder_id = k.bidder_id
    AND idempotency_key = k.idempotency_key LIMIT 1) b`

/** Looks up which of the requests' keys have an accepted bid. */
export async function readRecorded(
  client: PgClient,
  requests: readonly Pick<BidRequest, 'auctionId' | 'bidderId' | 'idempotencyKey'>[]
): Promise<RecordedBid[]> {
  const keyed = requests.filter((request) => request.idempotencyKey !== null)
  if (keyed.length === 0) return []
  const answer = await client.query<RecordedBid>({
    name: 'recorded',
    text: RECORDED_SQL,
    values: [
      arrayOf(keyed.map((request) => request.auctionId)),
      arrayOf(keyed.map((request) => request.bidderId)),
      textArrayOf(keyed.map((request) => request.idempotencyKey)),
    ],
  })
  return answer.rows
}

const BARRED_SQL = `
SELECT p.auction_id, p.bidder_id FROM unnest($1::uuid[], $2::uuid[]) AS p(auction_id, bidder_id)
JOIN auctions a ON a.id = p.auction_id
LEFT JOIN users u ON u.id = p.bidder_id
WHERE u.id IS NULL OR u.suspended_at IS NOT NULL OR EXISTS (
  SELECT FROM seller_blocks k WHERE k.seller_id = a.seller_id AND k.bidder_id = p.bidder_id)`

/** Which bidders are suspended, or blocked by the auction's seller: `auction_id bidder_id`. */
export async function readBarred(
  client: PgClient,
  requests: readonly Pick<BidRequest, 'auctionId' | 'bidderId'>[]
): Promise<Set<string>> {
  const answer = await client.query<{ auction_id: string; bidder_id: string }>({
    name: 'barred',
    text: BARRED_SQL,
    values: [
      arrayOf(requests.map((request) => request.auctionId)),
      arrayOf(requests.map((request) => request.bidderId)),
    ],
  })
  return new Set(answer.rows.map((row) => `${row.auction_id} ${row.bidder_id}`))
}

const VERSIONS_SQL = `
SELECT auction_id, version, clock_timestamp() AS now FROM auction_states
WHERE auction_id = ANY($1::uuid[])`

/** The versions as they are now, and the database's time. */
export async function readVersions(client: PgClient, auctionIds: readonly string[]) {
  const answer = await client.query<{ auction_id: string; version: number; now: number }>({
    name: 'versions',
    text: VERSIONS_SQL,
    values: [arrayOf(auctionIds)],
  })
  return answer.rows
}
