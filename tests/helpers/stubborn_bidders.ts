import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { BidClient, isOpen } from '#tests/helpers/bid_client'
import type { Member } from '#tests/helpers/crowd'

const PATIENCE_MS = 50

/**
 * Bidders that bid on and on, each time with a key of its own. Where they learn nothing of a bid,
 * because the answer was lost or was 503, they send it again under its key until they do.
 */
export class StubbornBidders {
  /** The bids that they were told were accepted: key to id. */
  readonly accepted = new Map<string, string>()
  /** The answers that said nothing of the bid, with how often they came. */
  readonly unknown = new Map<string, number>()
  readonly #client: BidClient
  readonly #tops: Map<string, number>
  #isDone = false
  #bidding: Promise<unknown> = Promise.resolve()

  constructor(
    baseUrl: string,
    private readonly lots: string[],
    private readonly pauseMs = 5
  ) {
    this.#client = new BidClient(baseUrl)
    this.#tops = new Map(lots.map((id) => [id, 1000]))
  }

  start(bidders: Member[]) {
    this.#bidding = Promise.all(bidders.map((bidder) => this.#bidOn(bidder)))
  }

  /** Resolves when every bid that was sent has got its answer. */
  async finish() {
    this.#isDone = true
    await this.#bidding
    this.#client.close()
  }

  /** Resolves when `count` more bids were accepted than now. */
  async untilAccepted(count: number) {
    const goal = this.accepted.size + count
    const deadline = performance.now() + 30_000
    while (this.accepted.size < goal) {
      if (performance.now() > deadline) {
        throw new Error(`Bids are not accepted any more; ${JSON.stringify([...this.unknown])}`)
      }
      await sleep(5)
    }
  }

  async #bidOn(bidder: Member) {
    while (!this.#isDone) {
      const lot = this.lots[randomInt(this.lots.length)]
      const maximum = (this.#tops.get(lot) ?? 0) + randomInt(1, 5)
      this.#tops.set(lot, maximum)
      await this.#place(bidder, lot, maximum, randomUUID())
      await sleep(randomInt(this.pauseMs))
    }
  }

  async #place(bidder: Member, lot: string, maximum: number, key: string) {
    for (;;) {
      const reply = await this.#client.bid(bidder, lot, maximum, key)
      if (reply !== 'lost' && reply.bidId !== null) this.accepted.set(key, reply.bidId)
      if (!isOpen(reply)) return
      const name = reply === 'lost' ? reply : `${reply.status} ${reply.code}`
      this.unknown.set(name, (this.unknown.get(name) ?? 0) + 1)
      await sleep(PATIENCE_MS)
    }
  }
}
