import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import knobs from '#config/auction'
import { inTransaction, timestampOf, type PgClient, type PgPool } from '#database/pg_pool'
import { performIn } from '#bidding/deed_desk'
import { openingFaults, type Fault, type Opening } from '#domain/opening'

export type AuctionOrder = Omit<Opening, 'increments' | 'startsAt'> & {
  sellerId: string
  title: string
  description: string
  /** Left out: the house's table. */
  increments?: Opening['increments']
  /** Left out or past: now. */
  startsAt?: number
}

export type OpenAuctionResult = { ok: true; auctionId: string } | { ok: false; faults: Fault[] }

/** Opens an auction of a new listing, its terms copied into it for good. */
export class OpenAuction {
  constructor(private readonly pool: PgPool) {}

  async execute(order: AuctionOrder): Promise<OpenAuctionResult> {
    return inTransaction(this.pool, async (client) => {
      const clock = await client.query<{ now: number; is_paused: boolean; reason: string }>(
        `SELECT clock_timestamp() AS now, paused_at IS NOT NULL AS is_paused,
           coalesce(pause_reason, '') AS reason FROM house FOR SHARE`
      )
      const { now, is_paused: isPaused, reason } = clock.rows[0]
      const opening: Opening = {
        ...order,
        increments: order.increments ?? knobs.increments,
        startsAt: Math.max(order.startsAt ?? now, now),
      }
      const faults = openingFaults(opening, now, knobs.longestAuctionMs)
      if (faults.length > 0) return { ok: false, faults }
      const auctionId = uuidv7()
      await insertAuction(client, auctionId, order, opening)
      if (isPaused) {
        await performIn(client, {
          auctionId,
          deed: { type: 'pause', isOfHouse: true },
          actorId: null,
          reason,
        })
      }
      return { ok: true, auctionId }
    })
  }
}

async function insertAuction(
  client: PgClient,
  auctionId: string,
  order: AuctionOrder,
  opening: Opening
) {
  const listingId = uuidv7()
  const endsAt = timestampOf(opening.endsAt)
  const hardEndsAt = opening.softClose?.hardEndsAt ?? null
  const hardEnd = hardEndsAt === null ? null : timestampOf(hardEndsAt)
  await client.query(
    'INSERT INTO listings (id, seller_id, title, description) VALUES ($1, $2, $3, $4)',
    [listingId, order.sellerId, order.title, order.description]
  )
  await client.query(
    `INSERT INTO auctions (id, listing_id, seller_id, currency, start_price, reserve, buy_now,
       increments, soft_close_window_ms, soft_close_extension_ms, starts_at, opened_ends_at,
       opened_hard_ends_at, alias_secret)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      auctionId,
      listingId,
      order.sellerId,
      opening.currency,
      opening.startPrice,
      opening.reserve,
      opening.buyNow,
      JSON.stringify(opening.increments),
      opening.softClose?.windowMs ?? null,
      opening.softClose?.extensionMs ?? null,
      timestampOf(opening.startsAt),
      endsAt,
      hardEnd,
      randomBytes(16),
    ]
  )
  await client.query(
    `INSERT INTO auction_states (auction_id, price, ends_at, hard_ends_at, close_check_at)
     VALUES ($1, $2, $3, $4, $3)`,
    [auctionId, opening.startPrice, endsAt, hardEnd]
  )
  await client.query(
    `INSERT INTO auction_browse (auction_id, price, bid_count, ends_at, status)
     VALUES ($1, $2, 0, $3, 'open')`,
    [auctionId, opening.startPrice, endsAt]
  )
}
