import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'

/**
 * A line of the public history: a bid as it was shown, or the withdrawal of some. Lines are
 * appended and never rewritten; what was withdrawn since is marked.
 */
export type HistoryLine = {
  publicSeq: number
  at: string
  type: 'bid' | 'buy_now' | 'withdrawn'
  /** The bidder's alias in this auction; null for a withdrawal. */
  bidder: string | null
  amount: number | null
  automatic: boolean
  withdrawn: boolean
  /** The price and the leader that followed. */
  price: number
  leader: string | null
}

type Row = {
  public_seq: string
  occurred_at: Date
  type: HistoryLine['type']
  price: string
  leader: string | null
  bidder: string | null
  amount: string | null
  automatic_bidder: string | null
  automatic_amount: string | null
  is_withdrawn: boolean
}

/** Lines of up to `limit` events after the cursor, in their order. Null for a bad cursor. */
export async function auctionHistory(
  auctionId: string,
  page: { limit?: number; cursor?: string }
): Promise<Page<HistoryLine> | null> {
  const limit = page.limit ?? 100
  if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor)) return null
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT e.public_seq, e.occurred_at, e.type, e.price, e.leader, e.bidder, e.amount,
       e.automatic_bidder, e.automatic_amount, EXISTS (
         SELECT FROM auction_events w WHERE w.auction_id = e.auction_id AND w.type = 'withdrawn'
           AND w.public_seq > e.public_seq AND e.public_seq = ANY(w.withdrawn)) AS is_withdrawn
     FROM auction_events e
     WHERE e.auction_id = ? AND e.public_seq > ? AND e.type IN ('bid', 'buy_now', 'withdrawn')
     ORDER BY e.public_seq LIMIT ?`,
    [auctionId, page.cursor ?? 0, limit + 1]
  )
  const rows = answer.rows.slice(0, limit)
  const nextCursor = answer.rows.length > limit ? (rows.at(-1)?.public_seq ?? null) : null
  return { data: rows.flatMap(linesOf), meta: { nextCursor } }
}

function linesOf(row: Row): HistoryLine[] {
  const line = (bidder: string | null, amount: string | null, automatic: boolean) => ({
    publicSeq: Number(row.public_seq),
    at: row.occurred_at.toISOString(),
    type: row.type,
    bidder,
    amount: amount === null ? null : Number(amount),
    automatic,
    withdrawn: row.is_withdrawn,
    price: Number(row.price),
    leader: row.leader,
  })
  const placed = line(row.bidder, row.amount, false)
  if (row.automatic_bidder === null) return [placed]
  const automatic = line(row.automatic_bidder, row.automatic_amount, true)
  if (row.bidder === null) return [automatic]
  return row.leader === row.bidder ? [automatic, placed] : [placed, automatic]
}
