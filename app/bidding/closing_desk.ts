import { eventOf } from '#bidding/auction_event'
import {
  RECORD_COLUMNS,
  recordOf,
  type AuctionRecord,
  type AuctionRow,
} from '#bidding/auction_record'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { writeDeeds, writeEvents, writeStates } from '#bidding/deed_rows'
import { judgeClose } from '#domain/english_auction'

export type SweepResult = {
  closed: { auctionId: string; latenessMs: number }[]
  /** Due, but the house was not seen to take bids until their end: docs/adr/0004-outages.md. */
  heldCount: number
  /** When the next auction is due, in ms since the epoch; null where none is. */
  nextAt: number | null
  now: number
}

/** Auctions closed in one transaction. */
const BATCH = 250

/**
 * Closes what is due by the database's clock, exactly once whoever sweeps: rows that another
 * sweep holds are skipped. An auction is closed only where a heartbeat shows that bids could be
 * taken until its end: one since then, or one that is fresh.
 */
export class ClosingDesk {
  constructor(
    private readonly pool: PgPool,
    private readonly freshMs: number,
    private readonly onClosed: (auctionIds: string[]) => void
  ) {}

  async sweep(): Promise<SweepResult> {
    const closed: SweepResult['closed'] = []
    for (;;) {
      const batch = await inTransaction(this.pool, (client) => sweepBatch(client, this.freshMs))
      closed.push(...batch.closed)
      if (batch.closed.length > 0) this.onClosed(batch.closed.map((auction) => auction.auctionId))
      if (batch.seenCount === BATCH) continue
      return { ...(await this.#readNext()), closed }
    }
  }

  async #readNext() {
    const answer = await this.pool.query<{ next: number | null; held: number; now: number }>({
      name: 'next_close',
      text: `SELECT clock_timestamp() AS now,
        (SELECT min(close_check_at) FROM auction_states
          WHERE close_check_at > clock_timestamp()) AS next,
        (SELECT count(*) FROM auction_states WHERE close_check_at <= clock_timestamp()) AS held`,
    })
    const { next, held, now } = answer.rows[0]
    return { nextAt: next, heldCount: held, now }
  }
}

async function sweepBatch(client: PgClient, freshMs: number) {
  const due = await client.query<AuctionRow & { now: number }>({
    name: 'due',
    text: `SELECT ${RECORD_COLUMNS}, clock_timestamp() AS now
      FROM auction_states s JOIN auctions a ON a.id = s.auction_id
      WHERE s.close_check_at <= clock_timestamp()
        AND s.close_check_at <= (SELECT CASE
            WHEN clock_timestamp() <= last_heartbeat_at + $1 * interval '1 ms' THEN 'infinity'
            ELSE last_heartbeat_at END FROM house)
        AND NOT EXISTS (SELECT FROM house_outages WHERE handled_at IS NULL)
      ORDER BY s.close_check_at LIMIT ${BATCH} FOR NO KEY UPDATE OF s SKIP LOCKED`,
    values: [freshMs],
  })
  if (due.rows.length === 0) return { closed: [], seenCount: 0 }
  const now = due.rows[0].now
  const records = due.rows.map(recordOf)
  const overdue = records.filter((record) => record.state.endsAt <= now)
  const moved = records.filter((record) => record.state.endsAt > now)
  if (moved.length > 0) await moveChecks(client, moved)
  if (overdue.length > 0) await close(client, overdue, now)
  const closed = overdue.map(({ id, state }) => ({ auctionId: id, latenessMs: now - state.endsAt }))
  return { closed, seenCount: records.length }
}

/** The end was moved by soft close since it was last looked at. */
async function moveChecks(client: PgClient, records: AuctionRecord[]) {
  await client.query(
    'UPDATE auction_states SET close_check_at = ends_at WHERE auction_id = ANY($1::uuid[])',
    [records.map((record) => record.id)]
  )
}

async function close(client: PgClient, records: AuctionRecord[], now: number) {
  const after = records.map((record) => {
    const judgement = judgeClose(record.terms, record.state, now)
    if (!judgement.accepted) throw new Error(`Auction ${record.id} is due and would not close`)
    const publicSeq = record.publicSeq + 1
    return { ...record, version: record.version + 1, publicSeq, state: judgement.state }
  })
  await writeStates(client, after, now)
  await writeDeeds(
    client,
    after.map(({ id, version, publicSeq, state }) => ({
      auctionId: id,
      version,
      type: 'close',
      actorId: null,
      occurredAt: now,
      publicSeq,
      data: { outcome: state.outcome },
    }))
  )
  const events = after.map((record) =>
    eventOf(record, record.state, {
      type: 'closed',
      publicSeq: record.publicSeq,
      occurredAt: now,
    })
  )
  await writeEvents(client, events)
}
