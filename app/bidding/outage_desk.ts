import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { performIn } from '#bidding/deed_desk'

export type OutageKnobs = { gapMs: number; protectedMs: number; graceMs: number }

type Outage = { id: number; started_at: number; ended_at: number; now: number }

/**
 * After an outage nothing is sold at a stale price (docs/adr/0004-outages.md): web processes
 * note by heartbeats that bids can be taken; a gap in them that is too long is an outage, and
 * what would have ended in it, or shortly after, is extended.
 */
export class OutageDesk {
  constructor(
    private readonly pool: PgPool,
    private readonly knobs: OutageKnobs,
    private readonly onExtended: (auctionIds: string[]) => void
  ) {}

  /** Notes that the house can take bids now, and an outage where it could not for too long. */
  async beat() {
    await this.pool.query({
      name: 'heartbeat',
      text: `WITH before AS (SELECT last_heartbeat_at AS at FROM house FOR UPDATE),
        beat AS (UPDATE house SET last_heartbeat_at = clock_timestamp())
        INSERT INTO house_outages (started_at, ended_at)
        SELECT at, clock_timestamp() FROM before
        WHERE clock_timestamp() - at > $1 * interval '1 ms'`,
      values: [this.knobs.gapMs],
    })
  }

  /** Extends what each outage not yet handled fell upon. Answers how many auctions those are. */
  async handle(): Promise<number> {
    const extended = await inTransaction(this.pool, (client) => this.#handleIn(client))
    if (extended.length > 0) this.onExtended(extended)
    return extended.length
  }

  async #handleIn(client: PgClient): Promise<string[]> {
    const outages = await client.query<Outage>(
      `SELECT id, started_at, ended_at, clock_timestamp() AS now FROM house_outages WHERE handled_at IS NULL
       ORDER BY id FOR UPDATE SKIP LOCKED`
    )
    const extended: string[] = []
    for (const outage of outages.rows) {
      const ids = await this.#affected(client, outage)
      for (const id of ids) if (await this.#extend(client, id, outage)) extended.push(id)
      await client.query('UPDATE house_outages SET handled_at = clock_timestamp() WHERE id = $1', [
        outage.id,
      ])
    }
    return extended
  }

  /** Open auctions that had begun, and whose protected last minutes overlap with the outage. */
  async #affected(client: PgClient, outage: Outage) {
    const answer = await client.query<{ id: string }>(
      `SELECT a.id FROM auction_states s JOIN auctions a ON a.id = s.auction_id
       WHERE s.status = 'open' AND s.close_check_at IS NOT NULL
         AND s.ends_at > to_timestamp($1::float8 / 1000)
         AND s.ends_at <= to_timestamp($2::float8 / 1000) + $3 * interval '1 ms'
         AND a.starts_at < to_timestamp($2::float8 / 1000)
       ORDER BY a.id`,
      [outage.started_at, outage.ended_at, this.knobs.protectedMs]
    )
    return answer.rows.map((row) => row.id)
  }

  async #extend(client: PgClient, auctionId: string, outage: Outage): Promise<boolean> {
    const from = new Date(outage.started_at).toISOString()
    const to = new Date(outage.ended_at).toISOString()
    const note = `The house could not take bids from ${from} to ${to}`
    const answer = await performIn(client, {
      auctionId,
      deed: {
        type: 'extend',
        endsAt: returnedAt(outage, this.knobs.gapMs) + this.knobs.graceMs,
        outage: { startedAt: outage.started_at, note },
      },
      actorId: null,
      reason: note,
    })
    return answer.accepted
  }
}

/**
 * When bids could be placed again. Where this is handled long after the house was back, as with
 * a worker that started late, it is only now: until then what had ended took no bids.
 */
function returnedAt(outage: Outage, gapMs: number): number {
  return outage.now - outage.ended_at > gapMs ? outage.now : outage.ended_at
}
