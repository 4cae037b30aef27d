import type { AuctionEvent } from '#bidding/auction_event'
import { RECORD_COLUMNS, type AuctionRow } from '#bidding/auction_record'
import type { PgClient } from '#database/pg_pool'

/** The books of one auction: all that is written of it, as it is written. */
export type AuctionBooks = {
  row: StateRow
  bids: BidRow[]
  deeds: DeedRow[]
  events: AuctionEvent[]
  /** The copy that browsing sorts by. */
  browse: BrowseRow | null
  /** An outbox row is left, so that the copy may lag. */
  isNewsWaiting: boolean
  /** Of the bidders, those that are users. */
  userIds: ReadonlySet<string>
}

export type StateRow = AuctionRow & {
  opened_ends_at: number
  opened_hard_ends_at: number | null
  closed_at: number | null
  close_check_at: number | null
}

export type BidRow = {
  seq: number
  version: number
  id: string
  bidderId: string
  isBuyNow: boolean
  maximum: number
  placedAt: number
  publicSeq: number | null
  price: number
  isLeading: boolean
  isReserveMet: boolean
  endsAt: number
  voidedVersion: number | null
}

export type DeedRow = {
  version: number
  type: 'void' | 'void_bidder' | 'cancel' | 'extend' | 'pause' | 'resume' | 'close' | 'amend'
  occurredAt: number
  publicSeq: number | null
  data: {
    seqs?: number[]
    bidderId?: string
    by?: 'seller' | 'moderator'
    endsAt?: number
    /** After an outage: the time it is judged as of. */
    judgedAt?: number
    outcome?: string
    reason?: string
  }
}

export type BrowseRow = { price: number; bidCount: number; endsAt: number; status: string }

const STATE_SQL = `SELECT ${RECORD_COLUMNS}, a.opened_ends_at, a.opened_hard_ends_at, s.closed_at,
    s.close_check_at
  FROM auctions a JOIN auction_states s ON s.auction_id = a.id WHERE a.id = $1`

const BIDS_SQL = `SELECT seq, version, id, bidder_id AS "bidderId", is_buy_now AS "isBuyNow", maximum,
    placed_at AS "placedAt", public_seq AS "publicSeq", price, is_leading AS "isLeading",
    is_reserve_met AS "isReserveMet", ends_at AS "endsAt", voided_version AS "voidedVersion"
  FROM bids WHERE auction_id = $1 ORDER BY seq`

const DEEDS_SQL = `SELECT version, type, occurred_at AS "occurredAt", public_seq AS "publicSeq", data
  FROM auction_deeds WHERE auction_id = $1 ORDER BY version`

const EVENTS_SQL = `SELECT auction_id AS "auctionId", public_seq AS "publicSeq", type, occurred_at AS "occurredAt", price, leader,
    is_reserve_met AS "isReserveMet", bid_count AS "bidCount", ends_at AS "endsAt", status, bidder,
    amount, automatic_bidder AS "automaticBidder", automatic_amount AS "automaticAmount",
    to_json(withdrawn) AS withdrawn, note
  FROM auction_events WHERE auction_id = $1 ORDER BY public_seq`

const BROWSE_SQL = `SELECT price, bid_count AS "bidCount", ends_at AS "endsAt", status
  FROM auction_browse WHERE auction_id = $1`

const NEWS_SQL = 'SELECT EXISTS (SELECT FROM outbox WHERE auction_id = $1) AS "isWaiting"'

/** Reads the books of an auction; null where it, or its state, is not there. */
export async function readBooks(client: PgClient, auctionId: string): Promise<AuctionBooks | null> {
  const read = async <Row extends object>(name: string, text: string) => {
    const answer = await client.query<Row>({ name: `books_${name}`, text, values: [auctionId] })
    return answer.rows
  }
  const [row] = await read<StateRow>('state', STATE_SQL)
  if (!row) return null
  const bids = await read<BidRow>('bids', BIDS_SQL)
  const [browse = null] = await read<BrowseRow>('browse', BROWSE_SQL)
  const [news] = await read<{ isWaiting: boolean }>('news', NEWS_SQL)
  return {
    row,
    bids,
    deeds: await read<DeedRow>('deeds', DEEDS_SQL),
    events: await read<AuctionEvent>('events', EVENTS_SQL),
    browse,
    isNewsWaiting: news.isWaiting,
    userIds: await readUsers(client, new Set(bids.map((bid) => bid.bidderId))),
  }
}

async function readUsers(client: PgClient, ids: ReadonlySet<string>): Promise<Set<string>> {
  const answer = await client.query<{ id: string }>({
    name: 'books_users',
    text: 'SELECT id FROM users WHERE id = ANY($1::uuid[])',
    values: [[...ids]],
  })
  return new Set(answer.rows.map((row) => row.id))
}
