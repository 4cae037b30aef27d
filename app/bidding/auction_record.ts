import { aliasOf } from '#domain/alias'
import type { AuctionState, AuctionTerms, Outcome } from '#domain/english_auction'
import type { Increment } from '#domain/increments'
import type { PgClient } from '#database/pg_pool'

/** An auction as bidding holds it: its terms, and its state at one `version`. */
export type AuctionRecord = {
  id: string
  currency: string
  terms: AuctionTerms
  aliases: Aliases
  version: number
  publicSeq: number
  /** Of the last accepted bid: bids never go back in time. */
  lastBidAt: number
  state: AuctionState
}

/** Bidders' public names in one auction, each worked out once. */
export class Aliases {
  #names = new Map<string, string>()

  constructor(private readonly secret: Buffer) {}

  of(bidderId: string): string {
    let name = this.#names.get(bidderId)
    if (name === undefined) {
      name = aliasOf(this.secret, bidderId)
      this.#names.set(bidderId, name)
    }
    return name
  }
}

export type AuctionRow = {
  id: string
  currency: string
  seller_id: string
  starts_at: number
  start_price: number
  reserve: number | null
  buy_now: number | null
  increments: Increment[]
  soft_close_window_ms: number | null
  soft_close_extension_ms: number | null
  alias_secret: Buffer
  version: number
  seq: number
  public_seq: number
  price: number
  leader_id: string | null
  maximum: number | null
  bid_count: number
  last_bid_at: number | null
  ends_at: number
  hard_ends_at: number | null
  paused_at: number | null
  status: 'open' | 'paused' | Outcome
}

/** Selects an AuctionRow from `auctions a JOIN auction_states s`. */
export const RECORD_COLUMNS = `
  a.id, a.currency, a.seller_id, a.starts_at, a.start_price, a.reserve, a.buy_now, a.increments,
  a.soft_close_window_ms, a.soft_close_extension_ms, a.alias_secret, s.version, s.seq,
  s.public_seq, s.price, s.leader_id, s.maximum, s.bid_count, s.last_bid_at, s.ends_at,
  s.hard_ends_at, s.paused_at, s.status`

const RECORD_SQL = `SELECT ${RECORD_COLUMNS}
  FROM auction_states s JOIN auctions a ON a.id = s.auction_id WHERE s.auction_id = ANY($1)`

/** Reads auctions as they were last committed; unknown ones are left out. */
export async function readRecords(
  client: PgClient,
  ids: readonly string[]
): Promise<AuctionRecord[]> {
  const answer = await client.query<AuctionRow>({
    name: 'records',
    text: RECORD_SQL,
    values: [ids],
  })
  return answer.rows.map(recordOf)
}

/** Reads one auction and locks its row until the transaction ends; null where there is none. */
export async function lockRecord(
  client: PgClient,
  id: string
): Promise<{ record: AuctionRecord; now: number } | null> {
  const locked = await client.query<AuctionRow>({
    name: 'lock_record',
    text: `SELECT ${RECORD_COLUMNS} FROM auction_states s JOIN auctions a ON a.id = s.auction_id
      WHERE s.auction_id = $1 FOR NO KEY UPDATE OF s`,
    values: [id],
  })
  if (locked.rows.length === 0) return null
  const record = recordOf(locked.rows[0])
  const clock = await client.query<{ now: number }>('SELECT clock_timestamp() AS now')
  return { record, now: Math.max(clock.rows[0].now, record.lastBidAt) }
}

export function recordOf(row: AuctionRow): AuctionRecord {
  const isFinished = row.status !== 'open' && row.status !== 'paused'
  return {
    id: row.id,
    currency: row.currency,
    terms: termsOf(row),
    aliases: new Aliases(row.alias_secret),
    version: row.version,
    publicSeq: row.public_seq,
    lastBidAt: row.last_bid_at ?? 0,
    state: {
      seq: row.seq,
      price: row.price,
      leaderId: row.leader_id,
      maximum: row.maximum,
      bidCount: row.bid_count,
      endsAt: row.ends_at,
      hardEndsAt: row.hard_ends_at,
      pausedAt: row.paused_at,
      outcome: isFinished ? (row.status as Outcome) : null,
    },
  }
}

/** The `status` column of a state. */
export function statusOf(state: AuctionState): 'open' | 'paused' | Outcome {
  return state.outcome ?? (state.pausedAt === null ? 'open' : 'paused')
}

function termsOf(row: AuctionRow): AuctionTerms {
  const softClose =
    row.soft_close_window_ms === null || row.soft_close_extension_ms === null
      ? null
      : { windowMs: row.soft_close_window_ms, extensionMs: row.soft_close_extension_ms }
  return {
    sellerId: row.seller_id,
    startsAt: row.starts_at,
    startPrice: row.start_price,
    reserve: row.reserve,
    buyNow: row.buy_now,
    increments: row.increments,
    softClose,
  }
}
