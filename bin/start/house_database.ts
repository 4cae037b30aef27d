import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from '../../database/embedded/cluster.ts'
import { openCluster } from '../../database/embedded/cluster.ts'
import type { HouseLock } from './house_lock.ts'
import { acquireHouseLock } from './house_lock.ts'
import type { Settings } from './settings.ts'

const RETRY_MS = 1000

/** The database of a house, DATABASE_URL's or its own, with the lock that keeps others out. */
export class HouseDatabase {
  readonly #settings: Settings
  readonly #say: (line: string) => void
  #cluster?: Cluster
  #lock?: HouseLock
  #closed = false

  constructor(settings: Settings, say: (line: string) => void) {
    this.#settings = settings
    this.#say = say
  }

  /** Answers with the connection string. Throws one sentence, also when another house is open. */
  async open(): Promise<string> {
    const { databaseUrl, dataDir } = this.#settings
    const former = this.#cluster
    if (!databaseUrl) this.#cluster = await openCluster({ dataDir })
    await former?.release()

    const url = databaseUrl ?? this.#cluster?.url ?? ''
    this.#lock = await acquireHouseLock(url)
    return url
  }

  /** Whether the cluster ran already, as it does after a launcher was killed. */
  get isTakenOver(): boolean {
    return this.#cluster?.startedHere === false
  }

  /**
   * Until `close`: opens the database again whenever it goes away, and calls `onMoved` with the
   * connection string when that is another one than `url`, the one known so far.
   */
  async keepOpen(url: string, onMoved: (url: string) => Promise<void>) {
    for (;;) {
      await this.#lock?.lost
      if (this.#closed) return
      this.#say('The database went away; opening it again.')
      const found = await this.#reopen()
      if (!found) return
      this.#say('The database is back.')
      if (found !== url) await onMoved(found)
      url = found
    }
  }

  /** Gives everything back; the cluster stops unless somebody else uses it. */
  async close() {
    this.#closed = true
    await this.#lock?.release()
    await this.#cluster?.release()
  }

  async #reopen(): Promise<string | undefined> {
    let told = ''
    while (!this.#closed) {
      try {
        return await this.open()
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        if (problem !== told) this.#say(problem)
        told = problem
        await sleep(RETRY_MS)
      }
    }
  }
}
