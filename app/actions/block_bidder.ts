import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { aliasOf } from '#domain/alias'

/** Whom a seller means: a bidder, by their alias in one of the seller's auctions. */
export type BlockOrder = { sellerId: string; auctionId: string; alias: string }

export type BlockResult =
  | { ok: true; blockId: string }
  | {
      ok: false
      code:
        'auction_not_found' | 'forbidden' | 'bidder_not_found' | 'already_blocked' | 'not_blocked'
    }

type Found = { ok: true; bidderId: string } | Exclude<BlockResult, { ok: true }>

/**
 * A seller will not have a bidder: their next bids on any auction of this seller are refused, and
 * those that stand keep standing. The seller never learns who it is.
 */
export class BlockBidder {
  constructor(private readonly pool: PgPool) {}

  async block(order: BlockOrder & { reason: string | null }): Promise<BlockResult> {
    return inTransaction(this.pool, async (client) => {
      const found = await findBidder(client, order)
      if (!found.ok) return found
      const { sellerId, auctionId, alias, reason } = order
      const answer = await client.query<{ id: string }>(
        `INSERT INTO seller_blocks (seller_id, bidder_id, auction_id, alias, reason)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (seller_id, bidder_id) DO NOTHING RETURNING id`,
        [sellerId, found.bidderId, auctionId, alias, reason]
      )
      const [block] = answer.rows
      return block ? { ok: true, blockId: block.id } : { ok: false, code: 'already_blocked' }
    })
  }

  /** Has the bidder again, whichever auction the block was made on. */
  async unblock(order: BlockOrder): Promise<BlockResult> {
    return inTransaction(this.pool, async (client) => {
      const found = await findBidder(client, order)
      if (!found.ok) return found
      const answer = await client.query<{ id: string }>(
        'DELETE FROM seller_blocks WHERE seller_id = $1 AND bidder_id = $2 RETURNING id',
        [order.sellerId, found.bidderId]
      )
      const [block] = answer.rows
      return block ? { ok: true, blockId: block.id } : { ok: false, code: 'not_blocked' }
    })
  }
}

/** Linear in the number of bidders: an alias cannot be turned back. */
async function findBidder(
  client: PgClient,
  { sellerId, auctionId, alias }: BlockOrder
): Promise<Found> {
  const auctions = await client.query<{ seller_id: string; alias_secret: Buffer }>(
    'SELECT seller_id, alias_secret FROM auctions WHERE id = $1',
    [auctionId]
  )
  const [auction] = auctions.rows
  if (!auction) return { ok: false, code: 'auction_not_found' }
  if (auction.seller_id !== sellerId) return { ok: false, code: 'forbidden' }
  const bidders = await client.query<{ bidder_id: string }>(
    'SELECT DISTINCT bidder_id FROM bids WHERE auction_id = $1',
    [auctionId]
  )
  const bidder = bidders.rows.find((row) => aliasOf(auction.alias_secret, row.bidder_id) === alias)
  return bidder ? { ok: true, bidderId: bidder.bidder_id } : { ok: false, code: 'bidder_not_found' }
}
