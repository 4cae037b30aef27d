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
}

/** Lines of up to `limit` events after the cursor, in their order. Null for a bad cursor. */
export async function auctionHistory(
  auctionId: string,
  page: { limit?: number; cursor?: string }
): Promise<Page<HistoryLine> | null> {
  const limit = page.limit ?? 100
  if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor)) return null
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT public_seq, occurred_at, type, price, leader, bidder, amount, automatic_bidder,
       automatic_amount
     FROM auction_events
     WHERE auction_id = ? AND public_seq > ? AND type IN ('bid', 'buy_now', 'withdrawn')
     ORDER BY public_seq LIMIT ?`,
    [auctionId, page.cursor ?? 0, limit + 1]
  )
  const rows = answer.rows.slice(0, limit)
  const nextCursor = answer.rows.length > limit ? (rows.at(-1)?.public_seq ?? null) : null
  const withdrawals = await readWithdrawals(auctionId)
  return { data: rows.flatMap((row) => linesOf(row, withdrawals)), meta: { nextCursor } }
}

/** `standingSince`: of each bidder who still has a bid that was shown, the first event of one. */
type Withdrawals = { withdrawn: Set<string>; standingSince: Map<string, number> }

/** Null where nothing was ever withdrawn, which is almost always. */
async function readWithdrawals(auctionId: string): Promise<Withdrawals | null> {
  const lists = await db.rawQuery<{ rows: { withdrawn: string[] }[] }>(
    `SELECT withdrawn FROM auction_events WHERE auction_id = ? AND type = 'withdrawn'`,
    [auctionId]
  )
  if (lists.rows.length === 0) return null
  const withdrawn = lists.rows.flatMap((row) => row.withdrawn)
  const standing = await db.rawQuery<{ rows: { bidder: string; since: string }[] }>(
    `SELECT bidder, min(public_seq) AS since FROM auction_events
     WHERE auction_id = ? AND bidder IS NOT NULL AND NOT public_seq = ANY(?::bigint[])
     GROUP BY bidder`,
    [auctionId, withdrawn]
  )
  const standingSince = standing.rows.map((row) => [row.bidder, Number(row.since)] as const)
  return { withdrawn: new Set(withdrawn), standingSince: new Map(standingSince) }
}

/** A bid placed for a proxy is withdrawn with the last bid its bidder had shown before it. */
function isWithdrawn(row: Row, automatic: boolean, withdrawals: Withdrawals | null): boolean {
  if (!withdrawals) return false
  if (!automatic) return withdrawals.withdrawn.has(row.public_seq)
  const since = withdrawals.standingSince.get(row.automatic_bidder ?? '')
  return since === undefined || since > Number(row.public_seq)
}

function linesOf(row: Row, withdrawals: Withdrawals | null): HistoryLine[] {
  const line = (bidder: string | null, amount: string | null, automatic: boolean) => ({
    publicSeq: Number(row.public_seq),
    at: row.occurred_at.toISOString(),
    type: row.type,
    bidder,
    amount: amount === null ? null : Number(amount),
    automatic,
    withdrawn: isWithdrawn(row, automatic, withdrawals),
    price: Number(row.price),
    leader: row.leader,
  })
  const placed = line(row.bidder, row.amount, false)
  if (row.automatic_bidder === null) return [placed]
  const automatic = line(row.automatic_bidder, row.automatic_amount, true)
  if (row.bidder === null) return [automatic]
  return row.leader === row.bidder ? [automatic, placed] : [placed, automatic]
}
