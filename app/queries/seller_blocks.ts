import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'
import { pageById, type PageQuery } from '#queries/page_by_id'

/** A block as its seller sees it: the bidder by the alias they were blocked under. */
export type SellerBlock = {
  id: string
  auctionId: string | null
  alias: string | null
  reason: string | null
  createdAt: string
}

type Row = {
  id: string
  auction_id: string | null
  alias: string | null
  reason: string | null
  created_at: Date
}

/** The oldest first. Null for a bad cursor. */
export async function listBlocks(
  sellerId: string,
  page: PageQuery
): Promise<Page<SellerBlock> | null> {
  const read = (after: string, limit: number): Promise<Row[]> =>
    db
      .from('seller_blocks')
      .where('seller_id', sellerId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
  return pageById(page, read, blockOf)
}

/** Null where there is none. */
export async function showBlock(id: string): Promise<SellerBlock | null> {
  const row: Row | null = await db.from('seller_blocks').where('id', id).first()
  return row && blockOf(row)
}

function blockOf(row: Row): SellerBlock {
  return {
    id: row.id,
    auctionId: row.auction_id,
    alias: row.alias,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  }
}
