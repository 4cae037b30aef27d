import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'

/** A bid as staff see it. `maximum` null: it stands unbeaten, so it is the bidder's secret. */
export type StaffBid = {
  bidId: string
  seq: number
  bidder: { id: string; displayName: string; email: string; suspended: boolean }
  maximum: number | null
  /** The price it led to. */
  price: number
  leading: boolean
  buyNow: boolean
  voided: boolean
  placedAt: string
}

type Row = {
  id: string
  seq: string
  bidder_id: string
  display_name: string
  email: string
  is_suspended: boolean
  maximum: string | null
  price: string
  is_leading: boolean
  is_buy_now: boolean
  is_voided: boolean
  placed_at: Date
}

/** Bids of an auction, the newest first. Null for a bad cursor. */
export async function staffBids(
  auctionId: string,
  page: { limit?: number; cursor?: string }
): Promise<Page<StaffBid> | null> {
  const limit = page.limit ?? 50
  if (page.cursor !== undefined && !/^\d{1,15}$/.test(page.cursor)) return null
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT b.id, b.seq, b.bidder_id, u.display_name, u.email,
       u.suspended_at IS NOT NULL AS is_suspended,
       ${visibleMaximumSql()} AS maximum,
       b.price, b.bidder_id = s.leader_id AND b.voided_version IS NULL AS is_leading,
       b.is_buy_now, b.voided_version IS NOT NULL AS is_voided, b.placed_at
     FROM bids b JOIN auction_states s ON s.auction_id = b.auction_id
       JOIN users u ON u.id = b.bidder_id
     WHERE b.auction_id = ? AND b.seq < ? ORDER BY b.seq DESC LIMIT ?`,
    [auctionId, page.cursor ?? Number.MAX_SAFE_INTEGER, limit + 1]
  )
  const rows = answer.rows.slice(0, limit)
  const nextCursor = answer.rows.length > limit ? (rows.at(-1)?.seq ?? null) : null
  return { data: rows.map(staffBidOf), meta: { nextCursor } }
}

/**
 * A maximum is shown to staff once it is beaten: the price has come to it, or gone past it. What
 * still stands above the price stays the bidder's secret, sold auctions included, and so does the
 * maximum of a bid that was voided.
 */
function visibleMaximumSql() {
  return 'CASE WHEN b.is_buy_now OR (b.voided_version IS NULL AND b.maximum <= s.price) THEN b.maximum END'
}

function staffBidOf(row: Row): StaffBid {
  return {
    bidId: row.id,
    seq: Number(row.seq),
    bidder: {
      id: row.bidder_id,
      displayName: row.display_name,
      email: row.email,
      suspended: row.is_suspended,
    },
    maximum: row.maximum === null ? null : Number(row.maximum),
    price: Number(row.price),
    leading: row.is_leading,
    buyNow: row.is_buy_now,
    voided: row.is_voided,
    placedAt: row.placed_at.toISOString(),
  }
}
