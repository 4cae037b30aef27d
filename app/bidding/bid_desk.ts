import {
  judgeBatch,
  type BidAnswer,
  type BidBatch,
  type BidRequest,
  type WaitingBid,
} from '#bidding/bid_batch'
import {
  answerBooked,
  answerJudged,
  refusalOf,
  recordedAnswer,
  refuseAll,
} from '#bidding/bid_answers'
import type { BidLedger } from '#bidding/bid_ledger'
import { DatabaseUnavailableError, isConnectionLoss, OutcomeUnknownError } from '#database/pg_pool'
import pg from 'pg'

export type DeskLimits = {
  statementsInFlight: number
  bidsPerBatch: number
  bidsPerStatement: number
  queueLength: number
  totalQueueLength: number
}

/** A stale or locked-out auction is tried again this often before it takes the locked way. */
const LOCKED_OUT_TRIES = 3

type Queue = { waiting: WaitingBid[]; isInFlight: boolean; lockedOut: number }
type Portion = { auctionId: string; bids: WaitingBid[] }

/**
 * Takes bids: one queue an auction and one batch of it in flight. An idle queue is served at
 * once; what arrives meanwhile goes into the next batch (docs/adr/0003-one-statement-a-batch.md).
 */
export class BidDesk {
  #queues = new Map<string, Queue>()
  #ready = new Set<string>()
  #waitingCount = 0
  #statementsInFlight = 0
  #isClosed = false
  #onIdle: (() => void) | null = null

  /**
   * `onBooked` is told which auctions have new committed events, `onFailure` why bids could not
   * be judged or booked.
   */
  constructor(
    private readonly ledger: BidLedger,
    private readonly limits: DeskLimits,
    private readonly onBooked: (auctionIds: string[]) => void,
    private readonly onFailure: (error: unknown) => void
  ) {}

  /** Answers when the bid was committed or finally refused. Never throws. */
  place(request: BidRequest): Promise<BidAnswer> {
    const waitingHere = this.#queues.get(request.auctionId)?.waiting.length ?? 0
    const isFull =
      waitingHere >= this.limits.queueLength || this.#waitingCount >= this.limits.totalQueueLength
    if (isFull || this.#isClosed) return Promise.resolve({ accepted: false, code: 'busy' })
    const queue = this.#queueOf(request.auctionId)
    return new Promise((resolve) => {
      this.#waitingCount++
      queue.waiting.push({
        ...request,
        answer: (answer) => {
          this.#waitingCount--
          resolve(answer)
        },
      })
      if (!queue.isInFlight) this.#ready.add(request.auctionId)
      this.#pump()
    })
  }

  /** Takes no more bids, and resolves when those that wait are answered. */
  async close() {
    this.#isClosed = true
    if (this.#waitingCount === 0) return
    await new Promise<void>((resolve) => (this.#onIdle = resolve))
  }

  #queueOf(auctionId: string): Queue {
    let queue = this.#queues.get(auctionId)
    if (!queue) {
      queue = { waiting: [], isInFlight: false, lockedOut: 0 }
      this.#queues.set(auctionId, queue)
    }
    return queue
  }

  #pump() {
    while (this.#statementsInFlight < this.limits.statementsInFlight && this.#ready.size > 0) {
      this.#statementsInFlight++
      void this.#serve(this.#takePortions()).finally(() => {
        this.#statementsInFlight--
        this.#pump()
      })
    }
  }

  #takePortions(): Portion[] {
    const portions: Portion[] = []
    let room = this.limits.bidsPerStatement
    for (const auctionId of this.#ready) {
      if (room <= 0) break
      this.#ready.delete(auctionId)
      const queue = this.#queueOf(auctionId)
      const bids = takeBids(queue, Math.min(room, this.limits.bidsPerBatch))
      if (bids.length === 0) continue
      queue.isInFlight = true
      room -= bids.length
      portions.push({ auctionId, bids })
    }
    return portions
  }

  async #serve(portions: Portion[]) {
    const ids = portions.map((portion) => portion.auctionId)
    const records = await this.ledger.recall(ids).catch((error) => this.#fail(error))
    const bookable: BidBatch[] = []
    const refusals: BidBatch[] = []
    for (const { auctionId, bids } of portions) {
      const record = records?.get(auctionId)
      if (!record) {
        const code = records ? 'auction_not_found' : 'database_unavailable'
        this.#finish(auctionId, () => refuseAll(bids, code))
        continue
      }
      const batch = judgeBatch(record, bids, this.ledger.timeFor(record), NOBODY)
      if (batch.booked.length > 0) bookable.push(batch)
      else refusals.push(batch)
    }
    await Promise.all([this.#book(bookable), this.#confirm(refusals)])
  }

  async #book(batches: BidBatch[]) {
    if (batches.length === 0) return
    let results: Awaited<ReturnType<BidLedger['book']>>
    try {
      results = await this.ledger.book(batches)
    } catch (error) {
      for (const batch of batches) this.ledger.forget(batch.before.id)
      if (isKnownRollback(error)) {
        // Such as a key that another process recorded at the same moment: find out one by one.
        for (const batch of batches) void this.#takeLockedWay(batch.before.id, batch.bids)
        return
      }
      this.onFailure(error)
      const code = failureCode(error)
      for (const batch of batches) {
        this.#finish(batch.before.id, () => refuseAll(batch.bids, code))
      }
      return
    }
    const booked = batches.filter((batch) => results.get(batch.before.id)?.is_booked)
    for (const batch of booked) {
      this.#queueOf(batch.before.id).lockedOut = 0
      this.#release(batch.before.id)
    }
    // Asked for first; the answers are written while it is prepared.
    this.#pump()
    this.onBooked(booked.map((batch) => batch.before.id))
    for (const batch of booked) this.#answerBooked(batch)
    for (const batch of batches) {
      const result = results.get(batch.before.id)
      if (!result?.is_booked) this.#retry(batch, result?.is_locked ?? false)
    }
  }

  /** Stale: the locked way. Held by another: again, and after a few times the locked way. */
  #retry(batch: BidBatch, isStale: boolean) {
    const queue = this.#queueOf(batch.before.id)
    queue.lockedOut++
    if (isStale || queue.lockedOut >= LOCKED_OUT_TRIES) {
      void this.#takeLockedWay(batch.before.id, batch.bids)
      return
    }
    queue.waiting.unshift(...batch.bids)
    this.#release(batch.before.id)
    this.#pump()
  }

  #answerBooked(batch: BidBatch) {
    const keyed = answerBooked(batch)
    if (keyed.length > 0) void this.#answerKeyed(batch, keyed)
    this.#reportIdle()
  }

  async #answerKeyed(batch: BidBatch, keyed: BidBatch['refused']) {
    try {
      const recorded = await this.ledger.recorded(keyed.map((bid) => bid.waiting))
      for (const bid of keyed) {
        bid.waiting.answer(
          recordedAnswer(batch.before.terms, recorded, bid.waiting) ?? refusalOf(bid)
        )
      }
    } catch (error) {
      this.onFailure(error)
      const code = failureCode(error)
      for (const bid of keyed) bid.waiting.answer({ accepted: false, code })
    }
    this.#reportIdle()
  }

  async #confirm(batches: BidBatch[]) {
    if (batches.length === 0) return
    const confirmed = await this.ledger.confirm(batches).catch((error) => this.#fail(error))
    for (const batch of batches) {
      const auctionId = batch.before.id
      const judged = confirmed?.get(auctionId)
      if (!confirmed) {
        this.#finish(auctionId, () => refuseAll(batch.bids, 'database_unavailable'))
      } else if (!judged || judged.batch.booked.length > 0) {
        void this.#takeLockedWay(auctionId, batch.bids)
      } else {
        this.#finish(auctionId, () => answerJudged(judged, batch.bids))
      }
    }
  }

  async #takeLockedWay(auctionId: string, bids: readonly WaitingBid[]) {
    try {
      const judged = await this.ledger.bookLocked(auctionId, bids)
      if (!judged) {
        this.#finish(auctionId, () => refuseAll(bids, 'auction_not_found'))
        return
      }
      if (judged.batch.booked.length > 0) this.onBooked([auctionId])
      this.#finish(auctionId, () => answerJudged(judged, bids))
    } catch (error) {
      this.onFailure(error)
      this.#finish(auctionId, () => refuseAll(bids, lockedFailureCode(error)))
    }
  }

  #fail(error: unknown): null {
    this.onFailure(error)
    return null
  }

  #finish(auctionId: string, answer: () => void) {
    this.#release(auctionId)
    this.#pump()
    answer()
    this.#reportIdle()
  }

  #release(auctionId: string) {
    const queue = this.#queueOf(auctionId)
    queue.isInFlight = false
    if (queue.waiting.length > 0) this.#ready.add(auctionId)
    else this.#queues.delete(auctionId)
  }

  #reportIdle() {
    if (this.#isClosed && this.#waitingCount === 0) this.#onIdle?.()
  }
}

const NOBODY: ReadonlySet<string> = new Set()

/** The first bids, without a second one under the same key: it has to find the first recorded. */
function takeBids(queue: Queue, count: number): WaitingBid[] {
  const keys = new Set<string>()
  const taken: WaitingBid[] = []
  const left: WaitingBid[] = []
  for (const bid of queue.waiting) {
    const key = bid.idempotencyKey === null ? null : `${bid.bidderId} ${bid.idempotencyKey}`
    if (taken.length >= count || (key !== null && keys.has(key))) {
      left.push(bid)
      continue
    }
    if (key !== null) keys.add(key)
    taken.push(bid)
  }
  queue.waiting = left
  return taken
}

type FailureCode = 'database_unavailable' | 'outcome_unknown'

/** PostgreSQL said no to the statement, so nothing of it was committed. */
function isKnownRollback(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !isConnectionLoss(error)
}

function failureCode(error: unknown): FailureCode {
  return error instanceof DatabaseUnavailableError ? 'database_unavailable' : 'outcome_unknown'
}

/** In the locked way only a failed COMMIT leaves the outcome open. */
function lockedFailureCode(error: unknown): FailureCode {
  return error instanceof OutcomeUnknownError ? 'outcome_unknown' : 'database_unavailable'
}
