import { readSettings } from '#database/house_settings'
import { isConnectionLoss, type PgPool } from '#database/pg_pool'
import type { HouseSettings } from '#domain/settings'

/**
 * The settings as this process knows them: read again once they are `cacheMs` old (at most 4 s),
 * so that a change is in force everywhere soon after. While the database is away they stay.
 */
export class CurrentSettings {
  #settings: HouseSettings
  #freshUntil = 0
  #reading: Promise<HouseSettings> | null = null

  constructor(
    private readonly pool: PgPool,
    private readonly defaults: HouseSettings,
    private readonly cacheMs: number
  ) {
    this.#settings = defaults
  }

  async get(): Promise<HouseSettings> {
    if (performance.now() < this.#freshUntil) return this.#settings
    return (this.#reading ??= this.#read())
  }

  /** Reads them at the next use. */
  forget() {
    this.#freshUntil = 0
  }

  async #read(): Promise<HouseSettings> {
    const freshUntil = performance.now() + this.cacheMs
    try {
      this.#settings = await readSettings(this.pool, this.defaults)
    } catch (error) {
      if (!isConnectionLoss(error) && !isTimeout(error)) throw error
    } finally {
      this.#reading = null
    }
    this.#freshUntil = freshUntil
    return this.#settings
  }
}

/** No connection came free in time. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded')
}
