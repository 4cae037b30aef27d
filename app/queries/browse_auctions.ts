import db from '@adonisjs/lucid/services/db'
import type { Outcome } from '#domain/english_auction'
import { isOutcome, publicStatus, type PublicStatus } from '#domain/public_state'

export type AuctionSort = 'endingSoon' | 'newest' | 'price' | 'mostBids'

export type BrowseQuery = {
  status?: PublicStatus
  seller?: string
  q?: string
  sort?: AuctionSort
  limit?: number
  cursor?: string
}

/** A lot in a list; price, bids and end are at most 5 s old. */
export type AuctionSummary = {
  id: string
  title: string
  seller: { id: string; displayName: string }
  status: PublicStatus
  outcome: Outcome | null
  currency: string
  price: number
  bidCount: number
  startsAt: string
  endsAt: string
}

export type Page<Item> = { data: Item[]; meta: { nextCursor: string | null } }

type Row = {
  id: string
  title: string
  seller_id: string
  seller_name: string
  currency: string
  price: string
  bid_count: number
  starts_at: Date
  ends_at: Date
  status: string
  now: Date
  sort_key: string
}

/** `written` and `read`: the key in a cursor, and back. An end is in ms since the epoch there. */
const SORTS: Record<
  AuctionSort,
  { key: string; isDescending: boolean; written?: string; read: string }
> = {
  endingSoon: {
    key: 'b.ends_at',
    isDescending: false,
    written: '(extract(epoch FROM b.ends_at) * 1000)::bigint',
    read: 'to_timestamp(?::float8 / 1000)::timestamptz(3)',
  },
  newest: { key: 'a.id', isDescending: true, read: '?::uuid' },
  price: { key: 'b.price', isDescending: false, read: '?::bigint' },
  mostBids: { key: 'b.bid_count', isDescending: true, read: '?::integer' },
}

const STATUSES: Record<PublicStatus, string> = {
  scheduled: `a.starts_at > clock_timestamp() AND b.status IN ('open', 'paused')`,
  live: `a.starts_at <= clock_timestamp() AND b.status = 'open' AND b.ends_at > clock_timestamp()`,
  paused: `a.starts_at <= clock_timestamp() AND b.status = 'paused'`,
  ended: `(b.status NOT IN ('open', 'paused')
    OR (b.status = 'open' AND b.ends_at <= clock_timestamp()))`,
}

/**
 * One page of auctions by keyset: stable while new ones come in. Null for a cursor that is not
 * of this list.
 */
export async function browseAuctions(query: BrowseQuery): Promise<Page<AuctionSummary> | null> {
  const sort = query.sort ?? 'endingSoon'
  const limit = query.limit ?? 20
  const { conditions, bindings } = filtersOf(query)
  const { key, isDescending, written = key, read } = SORTS[sort]
  const direction = isDescending ? 'DESC' : 'ASC'
  if (query.cursor !== undefined) {
    const cursor = readCursor(query.cursor, sort)
    if (!cursor) return null
    const comparison = isDescending ? '<' : '>'
    conditions.push(`(${key}, a.id) ${comparison} (${read}, ?::uuid)`)
    bindings.push(cursor.key, cursor.id)
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT a.id, l.title, a.seller_id, u.display_name AS seller_name, a.currency, b.price,
       b.bid_count, a.starts_at, b.ends_at, b.status, clock_timestamp() AS now,
       ${written}::text AS sort_key
     FROM auction_browse b JOIN auctions a ON a.id = b.auction_id
       JOIN listings l ON l.id = a.listing_id JOIN users u ON u.id = a.seller_id
     ${where} ORDER BY ${key} ${direction}, a.id ${direction} LIMIT ?`,
    [...bindings, limit + 1]
  )
  const rows = answer.rows.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = answer.rows.length > limit && last !== undefined
  const nextCursor = hasMore ? writeCursor(sort, last.sort_key, last.id) : null
  return { data: rows.map(summaryOf), meta: { nextCursor } }
}

function filtersOf(query: BrowseQuery) {
  const conditions: string[] = []
  const bindings: (string | number)[] = []
  if (query.status) conditions.push(STATUSES[query.status])
  if (query.seller) {
    conditions.push('a.seller_id = ?')
    bindings.push(query.seller)
  }
  if (query.q) {
    conditions.push(`l.search @@ websearch_to_tsquery('simple', ?)`)
    bindings.push(query.q)
  }
  return { conditions, bindings }
}

function summaryOf(row: Row): AuctionSummary {
  const visible = { status: row.status, endsAt: row.ends_at.getTime() }
  return {
    id: row.id,
    title: row.title,
    seller: { id: row.seller_id, displayName: row.seller_name },
    status: publicStatus(row.starts_at.getTime(), visible, row.now.getTime()),
    outcome: isOutcome(row.status) ? row.status : null,
    currency: row.currency,
    price: Number(row.price),
    bidCount: row.bid_count,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
  }
}

function writeCursor(sort: AuctionSort, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const KEYS: Record<AuctionSort, RegExp> = {
  endingSoon: /^\d{1,15}$/,
  newest: UUID,
  price: /^\d{1,13}$/,
  mostBids: /^\d{1,9}$/,
}

function readCursor(cursor: string, sort: AuctionSort): { key: string; id: string } | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(parts) || parts.length !== 3 || parts[0] !== sort) return null
    const [, key, id] = parts.map(String)
    return KEYS[sort].test(key) && UUID.test(id) ? { key, id } : null
  } catch {
    return null
  }
}
