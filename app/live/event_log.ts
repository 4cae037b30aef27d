import type { PgPool } from '#database/pg_pool'
import type { PublicTerms, VisibleState } from '#domain/public_state'

/** A committed public event with the state it led to. Times are ms since the epoch. */
export type LoggedEvent = VisibleState & {
  type: string
  occurredAt: number
  bidder: string | null
  amount: number | null
  automaticBidder: string | null
  automaticAmount: number | null
  withdrawn: number[] | null
  note: string | null
}

/** An event as every door shows it. */
export type PublicEvent = {
  publicSeq: number
  type: string
  at: string
  price: number
  leader: string | null
  reserveMet: boolean
  bidCount: number
  endsAt: string
  /** What the public history gained by it, in its order. */
  bids: { bidder: string; amount: number; automatic: boolean }[]
  /** The `publicSeq` of the events whose bids were withdrawn. */
  withdrawn: number[]
  note: string | null
}

export type Snapshot = { terms: PublicTerms; visible: VisibleState; now: number }

const EVENT_COLUMNS = `e.public_seq, e.type, e.occurred_at, e.price, e.leader, e.is_reserve_met,
  e.bid_count, e.ends_at, e.status, e.bidder, e.amount, e.automatic_bidder, e.automatic_amount,
  e.withdrawn, e.note`

type EventRow = {
  public_seq: number
  type: string
  occurred_at: number
  price: number
  leader: string | null
  is_reserve_met: boolean
  bid_count: number
  ends_at: number
  status: string
  bidder: string | null
  amount: number | null
  automatic_bidder: string | null
  automatic_amount: number | null
  withdrawn: string[] | null
  note: string | null
}

type SnapshotRow = Omit<PublicTerms, 'startsAt' | 'startPrice'> & {
  starts_at: number
  start_price: number
  public_seq: number
  price: number
  leader: string | null
  is_reserve_met: boolean
  bid_count: number
  ends_at: number
  status: string
  now: number
}

/** Reads the committed public events: all that watchers are ever told comes from here. */
export class EventLog {
  constructor(private readonly pool: PgPool) {}

  /** The state after the latest event; null for an unknown auction. */
  async snapshot(auctionId: string): Promise<Snapshot | null> {
    const answer = await this.pool.query<SnapshotRow>({
      name: 'snapshot',
      text: `SELECT a.id, a.currency, a.starts_at, a.start_price, a.increments,
          coalesce(e.public_seq, 0) AS public_seq, coalesce(e.price, a.start_price) AS price,
          e.leader, coalesce(e.is_reserve_met, a.reserve IS NULL) AS is_reserve_met,
          coalesce(e.bid_count, 0) AS bid_count, coalesce(e.ends_at, a.opened_ends_at) AS ends_at,
          coalesce(e.status, 'open') AS status, clock_timestamp() AS now
        FROM auctions a LEFT JOIN LATERAL (
          SELECT * FROM auction_events WHERE auction_id = a.id ORDER BY public_seq DESC LIMIT 1
        ) e ON true WHERE a.id = $1`,
      values: [auctionId],
    })
    return answer.rows.length === 0 ? null : snapshotOf(answer.rows[0])
  }

  /** Events above `after`, in their order. */
  async eventsAfter(auctionId: string, after: number, limit: number): Promise<LoggedEvent[]> {
    const answer = await this.pool.query<EventRow>({
      name: 'events_after',
      text: `SELECT ${EVENT_COLUMNS} FROM auction_events e
        WHERE e.auction_id = $1 AND e.public_seq > $2 ORDER BY e.public_seq LIMIT $3`,
      values: [auctionId, after, limit],
    })
    return answer.rows.map(loggedEvent)
  }

  /** The newest `publicSeq` of each auction. */
  async latest(auctionIds: readonly string[]): Promise<Map<string, number>> {
    const answer = await this.pool.query<{ auction_id: string; public_seq: number }>({
      name: 'latest_events',
      text: 'SELECT auction_id, public_seq FROM auction_states WHERE auction_id = ANY($1::uuid[])',
      values: [auctionIds],
    })
    return new Map(answer.rows.map((row) => [row.auction_id, row.public_seq]))
  }
}

export function publicEvent(event: LoggedEvent): PublicEvent {
  return {
    publicSeq: event.publicSeq,
    type: event.type,
    at: new Date(event.occurredAt).toISOString(),
    price: event.price,
    leader: event.leader,
    reserveMet: event.isReserveMet,
    bidCount: event.bidCount,
    endsAt: new Date(event.endsAt).toISOString(),
    bids: shownBids(event),
    withdrawn: event.withdrawn ?? [],
    note: event.note,
  }
}

/**
 * The history's lines of an event: where the bidder took the lead the old leader's automatic bid
 * comes first, where the leader held it comes after.
 */
export function shownBids(event: LoggedEvent): PublicEvent['bids'] {
  const placed =
    event.bidder === null || event.amount === null
      ? []
      : [{ bidder: event.bidder, amount: event.amount, automatic: false }]
  if (event.automaticBidder === null || event.automaticAmount === null) return placed
  const automatic = {
    bidder: event.automaticBidder,
    amount: event.automaticAmount,
    automatic: true,
  }
  return event.leader === event.bidder ? [automatic, ...placed] : [...placed, automatic]
}

function snapshotOf(row: SnapshotRow): Snapshot {
  const { id, currency, increments } = row
  return {
    terms: { id, currency, increments, startsAt: row.starts_at, startPrice: row.start_price },
    visible: visibleOf(row),
    now: row.now,
  }
}

function loggedEvent(row: EventRow): LoggedEvent {
  return {
    ...visibleOf(row),
    type: row.type,
    occurredAt: row.occurred_at,
    bidder: row.bidder,
    amount: row.amount,
    automaticBidder: row.automatic_bidder,
    automaticAmount: row.automatic_amount,
    withdrawn: row.withdrawn?.map(Number) ?? null,
    note: row.note,
  }
}

function visibleOf(row: Omit<SnapshotRow, keyof PublicTerms | 'now'> | EventRow): VisibleState {
  return {
    publicSeq: row.public_seq,
    price: row.price,
    leader: row.leader,
    isReserveMet: row.is_reserve_met,
    bidCount: row.bid_count,
    endsAt: row.ends_at,
    status: row.status,
  }
}
