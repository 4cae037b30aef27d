import type { ClosingDesk } from '#bidding/closing_desk'

/** New auctions, and ends moved by others, are noticed at the latest after this. */
const LONGEST_SLEEP_MS = 1_000

/** While auctions are held, such as for a heartbeat that is about to come. */
const HELD_SLEEP_MS = 200

/** Sweeps at each next end, and at least once a second. */
export class ClosingLoop {
  #timer: NodeJS.Timeout | null = null
  #sweeping: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(
    private readonly desk: ClosingDesk,
    private readonly onError: (error: unknown) => void
  ) {}

  start() {
    this.#sweeping = this.#sweep()
  }

  /** Resolves when the sweep that runs, if any, is done. */
  async stop() {
    this.#isStopped = true
    if (this.#timer) clearTimeout(this.#timer)
    await this.#sweeping
  }

  async #sweep() {
    let sleepMs = LONGEST_SLEEP_MS
    try {
      const { nextAt, now, heldCount } = await this.desk.sweep()
      if (heldCount > 0) sleepMs = HELD_SLEEP_MS
      if (nextAt !== null) sleepMs = Math.min(sleepMs, Math.max(0, nextAt - now))
    } catch (error) {
      this.onError(error)
    }
    if (this.#isStopped) return
    this.#timer = setTimeout(() => this.start(), sleepMs)
  }
}
