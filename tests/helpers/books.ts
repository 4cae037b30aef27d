import assert from 'node:assert/strict'
import { readRecords, statusOf, type AuctionRecord } from '#bidding/auction_record'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { openBook, perform, withdraw, type Book, type Deed } from '#domain/auction_book'

/** What the books say, read without the code that writes them, and replayed through the rules. */

export type BidRow = {
  seq: number
  version: number
  id: string
  bidder_id: string
  is_buy_now: boolean
  maximum: number
  placed_at: number
  public_seq: number | null
  price: number
  is_leading: boolean
  ends_at: number
  idempotency_key: string | null
  voided_version: number | null
}

type DeedRow = {
  version: number
  type: 'void' | 'void_bidder' | 'cancel' | 'extend' | 'pause' | 'resume' | 'close'
  occurred_at: number
  data: { seqs?: number[]; by?: 'seller' | 'moderator'; endsAt?: number; judgedAt?: number }
}

export async function bidsOf(pool: PgPool, auctionId: string): Promise<BidRow[]> {
  return atOneMoment(pool, (client) => readBids(client, auctionId))
}

/** The auction's row, as bidding reads it. */
export async function recordOf(pool: PgPool, auctionId: string): Promise<AuctionRecord> {
  const [record] = await atOneMoment(pool, (client) => readRecords(client, [auctionId]))
  return record
}

/** Throws where the books of an auction are not whole, also while bids go on. */
export async function assertBooks(pool: PgPool, auctionId: string) {
  await atOneMoment(pool, (client) => assertBooksIn(client, auctionId))
}

export async function assertAllBooks(pool: PgPool) {
  const auctions = await pool.query<{ id: string }>('SELECT id FROM auctions')
  for (const { id } of auctions.rows) await assertBooks(pool, id)
}

/** Every bid that was answered as accepted is a row, once, and every row was answered. */
export function assertAnswered(rows: readonly BidRow[], acceptedIds: readonly string[]) {
  const recorded = rows.map((row) => row.id).sort()
  assert.deepEqual(recorded, [...acceptedIds].sort(), 'rows and accepted answers differ')
}

/** The bids are those that were answered as accepted, by their keys, and no others. */
export async function assertTold(pool: PgPool, accepted: ReadonlyMap<string, string>) {
  const rows = await pool.query<{ key: string; id: string }>(
    'SELECT idempotency_key AS key, id FROM bids ORDER BY key'
  )
  const recorded = rows.rows.map((row) => [row.key, row.id])
  assert.deepEqual(recorded, [...accepted].sort(), 'rows and accepted answers differ')
}

async function assertBooksIn(client: PgClient, auctionId: string) {
  const [record] = await readRecords(client, [auctionId])
  const bids = await readBids(client, auctionId)
  const deeds = await readDeeds(client, auctionId)
  const seqs = bids.map((bid) => bid.seq)
  assert.deepEqual(seqs, upTo(bids.length), 'a seq of the bids is missing or double')
  const versions = [...bids, ...deeds].map((row) => row.version).sort((one, two) => one - two)
  assert.deepEqual(versions, upTo(record.version), 'a version is missing or double')
  const ends = await readOpeningEnds(client, auctionId)
  const book = replay(openBook(record.terms, ends), bids, deeds)
  assert.deepEqual(record.state, book.state, 'the row is not what the log says')
  await assertEvents(client, record, bids)
  await assertAnnounced(client, record)
}

function replay(book: Book, bids: BidRow[], deeds: DeedRow[]): Book {
  const entries = [...bids, ...deeds].sort((one, two) => one.version - two.version)
  for (const entry of entries) {
    if ('seq' in entry) replayBid(book, entry)
    else replayDeed(book, entry)
  }
  return book
}

function replayBid(book: Book, bid: BidRow) {
  const deed: Deed = bid.is_buy_now
    ? { type: 'buy_now', bidderId: bid.bidder_id }
    : { type: 'bid', bidderId: bid.bidder_id, maximum: bid.maximum }
  const judgement = perform(book, deed, bid.placed_at)
  assert.ok(judgement.accepted, `the rules refuse bid ${bid.seq}`)
  const { price, leaderId, endsAt } = book.state
  assert.deepEqual(
    [bid.price, bid.is_leading, bid.ends_at],
    [price, leaderId === bid.bidder_id, endsAt],
    `bid ${bid.seq} was recorded with another result`
  )
}

function replayDeed(book: Book, { type, data, version, occurred_at: at }: DeedRow) {
  const seqs = new Set(data.seqs)
  const judgement =
    type === 'void' || type === 'void_bidder'
      ? withdraw(book, (bid) => seqs.has(bid.seq), at)
      : perform(book, { ...data, type } as Deed, data.judgedAt ?? at)
  assert.ok(judgement.accepted, `the rules refuse deed ${version}, ${type}`)
}

type EventRow = { public_seq: number; type: string; price: number; status: string; ends_at: number }

/** The public log has no hole, shows what the bids say, and ends where the row does. */
async function assertEvents(client: PgClient, record: AuctionRecord, bids: BidRow[]) {
  const answer = await client.query<EventRow>(
    `SELECT public_seq, type, price, status, ends_at FROM auction_events
     WHERE auction_id = $1 ORDER BY public_seq`,
    [record.id]
  )
  const events = answer.rows
  const numbers = events.map((event) => event.public_seq)
  assert.deepEqual(numbers, upTo(record.publicSeq), 'a public event is missing or double')
  const shown = events.filter((event) => event.type === 'bid' || event.type === 'buy_now')
  assert.deepEqual(
    shown.map((event) => [event.public_seq, event.price]),
    bids.flatMap((bid) => (bid.public_seq === null ? [] : [[bid.public_seq, bid.price]])),
    'the public events are not those of the bids'
  )
  const last = events.at(-1)
  if (!last) return
  const { price, endsAt } = record.state
  assert.deepEqual(
    [last.price, last.ends_at, last.status],
    [price, endsAt, statusOf(record.state)],
    'the last event tells another state'
  )
}

/** What was not handled yet of the outbox goes as far as the row. */
async function assertAnnounced(client: PgClient, record: AuctionRecord) {
  const answer = await client.query<{ last: number | null }>(
    'SELECT max(public_seq) AS last FROM outbox WHERE auction_id = $1',
    [record.id]
  )
  const { last } = answer.rows[0]
  if (last !== null) assert.equal(last, record.publicSeq, 'the outbox lags behind')
}

async function readBids(client: PgClient, auctionId: string): Promise<BidRow[]> {
  const answer = await client.query<BidRow>(
    'SELECT * FROM bids WHERE auction_id = $1 ORDER BY seq',
    [auctionId]
  )
  return answer.rows
}

async function readDeeds(client: PgClient, auctionId: string): Promise<DeedRow[]> {
  const answer = await client.query<DeedRow>(
    'SELECT * FROM auction_deeds WHERE auction_id = $1 ORDER BY version',
    [auctionId]
  )
  return answer.rows
}

async function readOpeningEnds(client: PgClient, auctionId: string) {
  const answer = await client.query<{ ends: number; hard: number | null }>(
    'SELECT opened_ends_at AS ends, opened_hard_ends_at AS hard FROM auctions WHERE id = $1',
    [auctionId]
  )
  return { endsAt: answer.rows[0].ends, hardEndsAt: answer.rows[0].hard }
}

function atOneMoment<Result>(pool: PgPool, read: (client: PgClient) => Promise<Result>) {
  return inTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    return read(client)
  })
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}
