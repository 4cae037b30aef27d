import assert from 'node:assert/strict'
import { VerifyAuctions } from '#actions/verify_auctions'
import { readRecords, type AuctionRecord } from '#bidding/auction_record'
import { withClient, type PgPool } from '#database/pg_pool'

export type BidRow = {
  seq: number
  id: string
  bidder_id: string
  maximum: number
  placed_at: number
  ends_at: number
  voided_version: number | null
}

export async function bidsOf(pool: PgPool, auctionId: string): Promise<BidRow[]> {
  const answer = await pool.query<BidRow>('SELECT * FROM bids WHERE auction_id = $1 ORDER BY seq', [
    auctionId,
  ])
  return answer.rows
}

/** The auction as bidding reads it. */
export async function recordOf(pool: PgPool, auctionId: string): Promise<AuctionRecord> {
  const [record] = await withClient(pool, (client) => readRecords(client, [auctionId]))
  return record
}

/**
 * Throws where the books of an auction (of all, where none is named) are not whole, also while
 * bids go on: row, bids, deeds and events agree with the deeds replayed, and the outbox goes as
 * far as the row.
 */
export async function assertBooks(pool: PgPool, auctionId?: string) {
  const differences: unknown[] = []
  await new VerifyAuctions(pool).execute((difference) => differences.push(difference), auctionId)
  assert.deepEqual(differences, [])
  const behind = await pool.query(
    `SELECT s.auction_id, s.public_seq, max(o.public_seq) AS announced
     FROM outbox o JOIN auction_states s USING (auction_id)
     GROUP BY s.auction_id HAVING max(o.public_seq) <> s.public_seq`
  )
  assert.deepEqual(behind.rows, [])
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
