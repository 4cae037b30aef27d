/** What a bidder was told of one request. */
export type Verdict = 'accepted' | 'refused' | 'error'

/** What a leg, one run of one side of a figure, came to. */
export type LegResult = {
  /** Accepted and refused a second while it was measured; before that it warms up. */
  acceptedPerSecond: number
  refusedPerSecond: number
  /** Accepted in all, the time of warming up and of the last answers included. */
  accepted: number
  errors: number
  firstError: string | null
  p50Ms: number
  p99Ms: number
}

/** How long a leg warms up and is measured. */
export type LegTimes = { warmupMs: number; measureMs: number }

/** Counts answers, and those within the measured time apart. */
export class Tally {
  readonly #times: LegTimes
  readonly #startedAt = performance.now()
  readonly #latencies: number[] = []
  readonly #measured = { accepted: 0, refused: 0, error: 0 }
  #accepted = 0
  #errors = 0
  #firstError: string | null = null

  constructor(times: LegTimes) {
    this.#times = times
  }

  get isOver(): boolean {
    const { warmupMs, measureMs } = this.#times
    return performance.now() >= this.#startedAt + warmupMs + measureMs
  }

  count(verdict: Verdict, sentAt: number) {
    if (verdict === 'accepted') this.#accepted++
    const now = performance.now()
    const measuredMs = now - this.#startedAt - this.#times.warmupMs
    if (measuredMs < 0 || measuredMs > this.#times.measureMs) return
    this.#measured[verdict]++
    this.#latencies.push(now - sentAt)
  }

  fail(detail: string, sentAt: number) {
    this.#errors++
    this.#firstError ??= detail
    this.count('error', sentAt)
  }

  result(): LegResult {
    const seconds = this.#times.measureMs / 1000
    const latencies = this.#latencies.toSorted((a, b) => a - b)
    const quantile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0
    return {
      acceptedPerSecond: this.#measured.accepted / seconds,
      refusedPerSecond: this.#measured.refused / seconds,
      accepted: this.#accepted,
      errors: this.#errors,
      firstError: this.#firstError,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
    }
  }
}
