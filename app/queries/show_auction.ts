import db from '@adonisjs/lucid/services/db'
import { publicState, type PublicState } from '#domain/public_state'
import type { EventLog } from '#live/event_log'

/** One auction as the public sees it, and with `you` as one bidder does. */
export type AuctionDetails = PublicState & {
  title: string
  description: string
  seller: { id: string; displayName: string }
  startPrice: number
  /** Null where it cannot be bought at once, or no longer. */
  buyNow: number | null
  softClose: { windowMs: number; extensionMs: number } | null
  you?: { leading: boolean; maximum: number | null }
}

type Row = {
  title: string
  description: string
  seller_id: string
  seller_name: string
  start_price: string
  buy_now: string | null
  soft_close_window_ms: number | null
  soft_close_extension_ms: number | null
}

/** Null for an unknown auction. */
export async function showAuction(
  log: EventLog,
  auctionId: string,
  viewerId: string | null
): Promise<AuctionDetails | null> {
  const snapshot = await log.snapshot(auctionId)
  if (!snapshot) return null
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT l.title, l.description, a.seller_id, u.display_name AS seller_name, a.start_price,
       a.buy_now, a.soft_close_window_ms, a.soft_close_extension_ms
     FROM auctions a JOIN listings l ON l.id = a.listing_id JOIN users u ON u.id = a.seller_id
     WHERE a.id = ?`,
    [auctionId]
  )
  const [row] = answer.rows
  const state = publicState(snapshot.terms, snapshot.visible, snapshot.now)
  const details = { ...state, ...describe(row), buyNow: openBuyNow(row, state) }
  if (viewerId === null) return details
  return { ...details, you: await readOwnBid(auctionId, viewerId) }
}

function describe(row: Row) {
  return {
    title: row.title,
    description: row.description,
    seller: { id: row.seller_id, displayName: row.seller_name },
    startPrice: Number(row.start_price),
    softClose:
      row.soft_close_window_ms === null || row.soft_close_extension_ms === null
        ? null
        : { windowMs: row.soft_close_window_ms, extensionMs: row.soft_close_extension_ms },
  }
}

/** As the rules have it: while no bid stands, or while there is a reserve and it is not met. */
function openBuyNow(row: Row, state: PublicState): number | null {
  const isOpen = state.leader === null || !state.reserveMet
  return row.buy_now !== null && state.status !== 'ended' && isOpen ? Number(row.buy_now) : null
}

/** The bidder's own highest standing maximum, which nobody else is told. */
async function readOwnBid(auctionId: string, bidderId: string) {
  const answer = await db.rawQuery<{ rows: { maximum: string | null; is_leading: boolean }[] }>(
    `SELECT s.leader_id IS NOT DISTINCT FROM ?::uuid AS is_leading, (
       SELECT max(b.maximum) FROM bids b
       WHERE b.auction_id = s.auction_id AND b.bidder_id = ?::uuid AND b.voided_version IS NULL
     ) AS maximum FROM auction_states s WHERE s.auction_id = ?`,
    [bidderId, bidderId, auctionId]
  )
  const [own] = answer.rows
  return { leading: own.is_leading, maximum: own.maximum === null ? null : Number(own.maximum) }
}
