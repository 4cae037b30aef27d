import type { PgPool } from '#database/pg_pool'

const SAMPLE_EVERY_MS = 60_000
/** An answer cannot come from the future, and is on its way for a while. */
const AHEAD_MS = 250
const BEHIND_MS = 2_000

/**
 * The database's clock, which is the house's: its offset to the process's monotonic clock is
 * taken at the start and every minute, and at once where an answer shows that it stepped.
 * The process's own wall clock is never read.
 */
export class DatabaseClock {
  #offsetMs: number | null = null
  #sampledAt = 0
  #sampling: Promise<void> | null = null

  constructor(private readonly pool: PgPool) {}

  /** Milliseconds since the epoch by the database's clock, estimated. */
  async now(): Promise<number> {
    if (this.#offsetMs === null) await this.#sample()
    return this.estimate()
  }

  /** As `now`, without waiting; `now` must have answered once. */
  estimate(): number {
    if (this.#offsetMs === null) throw new Error('The database clock was not sampled yet')
    if (performance.now() - this.#sampledAt > SAMPLE_EVERY_MS) void this.#sample().catch(() => {})
    return Math.floor(performance.now() + this.#offsetMs)
  }

  /** Told by each statement what the database's time was; a step is sampled at once. */
  observe(databaseNow: number) {
    if (this.#offsetMs === null) return
    const driftMs = databaseNow - (performance.now() + this.#offsetMs)
    if (driftMs > AHEAD_MS || driftMs < -BEHIND_MS) {
      void this.#sample().catch(() => {})
    }
  }

  #sample(): Promise<void> {
    this.#sampling ??= this.#takeSample().finally(() => (this.#sampling = null))
    return this.#sampling
  }

  async #takeSample() {
    const client = await this.pool.connect()
    try {
      const sentAt = performance.now()
      const answer = await client.query<{ now: number }>('SELECT clock_timestamp() AS now')
      const middle = (sentAt + performance.now()) / 2
      this.#offsetMs = answer.rows[0].now - middle
      this.#sampledAt = performance.now()
    } finally {
      client.release()
    }
  }
}
