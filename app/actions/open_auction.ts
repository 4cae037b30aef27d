import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import knobs from '#config/auction'
import { holdSettings, readSettings } from '#database/house_settings'
import { inTransaction, timestampOf, type PgClient, type PgPool } from '#database/pg_pool'
import { performIn } from '#bidding/deed_desk'
import { openingFaults, type Fault, type Opening } from '#domain/opening'
import { houseTerms, type HouseTerms } from '#domain/settings'

export type AuctionOrder = Omit<Opening, 'increments' | 'softClose' | 'startsAt'> & {
  sellerId: string
  title: string
  description: string
  /** Left out: the house's table. */
  increments?: Opening['increments']
  /** Left out: the house's; null: none. */
  softClose?: Opening['softClose']
  /** Left out or past: now. */
  startsAt?: number
}

type OpeningRefusal = 'validation_failed' | 'currency_unknown' | 'account_suspended'

export type OpenAuctionResult =
  { ok: true; auctionId: string } | { ok: false; code: OpeningRefusal; faults: Fault[] }

/** Opens an auction of a new listing, its terms copied into it for good. */
export class OpenAuction {
  constructor(private readonly pool: PgPool) {}

  async execute(order: AuctionOrder): Promise<OpenAuctionResult> {
    return inTransaction(this.pool, async (client) => {
      await holdSettings(client)
      const terms = houseTerms(await readSettings(client, knobs.settings), order.currency)
      if (!terms) return unknownCurrency(order)
      if (!(await maySell(client, order))) return suspendedSeller()
      const clock = await client.query<{ now: number; is_paused: boolean; reason: string }>(
        `SELECT clock_timestamp() AS now, paused_at IS NOT NULL AS is_paused,
           coalesce(pause_reason, '') AS reason FROM house FOR SHARE`
      )
      const { now, is_paused: isPaused, reason } = clock.rows[0]
      const opening: Opening = {
        ...order,
        increments: order.increments ?? terms.increments,
        softClose: order.softClose === undefined ? softCloseOf(terms) : order.softClose,
        startsAt: Math.max(order.startsAt ?? now, now),
      }
      const faults = openingFaults(opening, now, knobs.longestAuctionMs)
      if (faults.length > 0) return { ok: false, code: 'validation_failed', faults }
      const auctionId = uuidv7()
      const listingId = await insertListing(client, order)
      await insertAuction(client, { auctionId, listingId }, order, opening, terms)
      await insertState(client, auctionId, opening)
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

/** Held until the auction is there, so that a suspension meanwhile finds it. */
async function maySell(client: PgClient, { sellerId }: AuctionOrder): Promise<boolean> {
  const answer = await client.query(
    'SELECT FROM users WHERE id = $1 AND suspended_at IS NULL FOR SHARE',
    [sellerId]
  )
  return answer.rowCount === 1
}

function suspendedSeller(): OpenAuctionResult {
  const message = 'The seller is suspended'
  const faults = [{ field: 'seller', rule: 'account_suspended', message }]
  return { ok: false, code: 'account_suspended', faults }
}

function unknownCurrency({ currency }: AuctionOrder): OpenAuctionResult {
  const message = `The house does not take ${currency}`
  const faults = [{ field: 'currency', rule: 'currency_unknown', message }]
  return { ok: false, code: 'currency_unknown', faults }
}

function softCloseOf({ softClose }: HouseTerms): Opening['softClose'] {
  return softClose && { ...softClose, hardEndsAt: null }
}

async function insertListing(client: PgClient, order: AuctionOrder): Promise<string> {
  const listingId = uuidv7()
  await client.query(
    'INSERT INTO listings (id, seller_id, title, description) VALUES ($1, $2, $3, $4)',
    [listingId, order.sellerId, order.title, order.description]
  )
  return listingId
}

async function insertAuction(
  client: PgClient,
  ids: { auctionId: string; listingId: string },
  order: AuctionOrder,
  opening: Opening,
  { premiumBands, taxBands }: HouseTerms
) {
  await client.query(
    `INSERT INTO auctions (id, listing_id, seller_id, currency, start_price, reserve, buy_now,
       increments, soft_close_window_ms, soft_close_extension_ms, starts_at, opened_ends_at,
       opened_hard_ends_at, alias_secret, premium_bands, tax_bands, has_house_increments,
       has_house_soft_close)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ids.auctionId,
      ids.listingId,
      order.sellerId,
      opening.currency,
      opening.startPrice,
      opening.reserve,
      opening.buyNow,
      JSON.stringify(opening.increments),
      opening.softClose?.windowMs ?? null,
      opening.softClose?.extensionMs ?? null,
      timestampOf(opening.startsAt),
      timestampOf(opening.endsAt),
      hardEndOf(opening),
      randomBytes(16),
      JSON.stringify(premiumBands),
      JSON.stringify(taxBands),
      order.increments === undefined,
      order.softClose === undefined,
    ]
  )
}

async function insertState(client: PgClient, auctionId: string, opening: Opening) {
  const endsAt = timestampOf(opening.endsAt)
  await client.query(
    `INSERT INTO auction_states (auction_id, price, ends_at, hard_ends_at, close_check_at)
     VALUES ($1, $2, $3, $4, $3)`,
    [auctionId, opening.startPrice, endsAt, hardEndOf(opening)]
  )
  await client.query(
    `INSERT INTO auction_browse (auction_id, price, bid_count, ends_at, status)
     VALUES ($1, $2, 0, $3, 'open')`,
    [auctionId, opening.startPrice, endsAt]
  )
}

function hardEndOf({ softClose }: Opening): string | null {
  const hardEndsAt = softClose?.hardEndsAt ?? null
  return hardEndsAt === null ? null : timestampOf(hardEndsAt)
}
