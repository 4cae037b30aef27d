import { lockRecord, readRecords, type AuctionRecord } from '#bidding/auction_record'
import { judgeBatch, type BidBatch, type WaitingBid } from '#bidding/bid_batch'
import { inTransaction, withClient, type PgClient, type PgPool } from '#database/pg_pool'
import {
  bookBatches,
  readBarred,
  readRecorded,
  readVersions,
  type BookResult,
  type RecordedBid,
} from '#bidding/book_statement'
import type { DatabaseClock } from '#bidding/database_clock'

const LOCKED_ATTEMPTS = 5

/** A batch as it was judged by the database's own time, with what its keys had recorded. */
export type JudgedBatch = { batch: BidBatch; recorded: RecordedBid[] }

/**
 * What bidding remembers of auctions, and how it is made true: memory is a guess that every
 * statement checks, PostgreSQL is the only truth.
 */
export class BidLedger {
  #records = new Map<string, AuctionRecord>()

  constructor(
    private readonly pool: PgPool,
    private readonly lockingPool: PgPool,
    private readonly clock: DatabaseClock,
    private readonly rememberedAuctions: number
  ) {}

  /** The last known records, read where none is known; unknown auctions are left out. */
  async recall(ids: readonly string[]): Promise<Map<string, AuctionRecord>> {
    await this.clock.now()
    const missing = ids.filter((id) => !this.#records.has(id))
    if (missing.length > 0) {
      const read = await withClient(this.pool, (client) => readRecords(client, missing))
      for (const record of read) this.#remember(record)
    }
    const known = new Map<string, AuctionRecord>()
    for (const id of ids) {
      const record = this.#records.get(id)
      if (record) known.set(id, record)
    }
    return known
  }

  /** The time at which a batch on this record is judged. */
  timeFor(record: AuctionRecord): number {
    return Math.max(this.clock.estimate(), record.lastBidAt)
  }

  /** Commits the batches that are still fresh and remembers them; the rest is forgotten. */
  async book(batches: readonly BidBatch[]): Promise<Map<string, BookResult>> {
    const results = await withClient(this.pool, (client) => bookBatches(client, batches))
    const byAuction = new Map(results.map((result) => [result.auction_id, result]))
    if (results.length > 0) this.clock.observe(results[0].now)
    for (const { after } of batches) {
      if (byAuction.get(after.id)?.is_booked) this.#remember(after)
      else this.#records.delete(after.id)
    }
    return byAuction
  }

  /** What the keys of these bids have recorded. */
  async recorded(bids: readonly WaitingBid[]): Promise<RecordedBid[]> {
    return withClient(this.pool, (client) => readRecorded(client, bids))
  }

  /**
   * Judges batches of refusals again by the database's time and its list of barred bidders.
   * Left out are auctions whose version has moved on: what they were judged from is stale.
   */
  async confirm(batches: readonly BidBatch[]): Promise<Map<string, JudgedBatch>> {
    const bids = batches.flatMap((batch) => batch.refused.map((refused) => refused.waiting))
    const ids = batches.map((batch) => batch.before.id)
    const { versions, barred, recorded } = await withClient(this.pool, async (client) => ({
      versions: await readVersions(client, ids),
      barred: await readBarred(client, bids),
      recorded: await readRecorded(client, bids),
    }))
    const byAuction = new Map(versions.map((row) => [row.auction_id, row]))
    const confirmed = new Map<string, JudgedBatch>()
    for (const { before, refused } of batches) {
      const row = byAuction.get(before.id)
      if (row?.version !== before.version) {
        this.#records.delete(before.id)
        continue
      }
      const now = Math.max(row.now, before.lastBidAt)
      const waiting = refused.map((bid) => bid.waiting)
      const batch = judgeBatch(before, waiting, now, barredIn(before.id, barred))
      confirmed.set(before.id, { batch, recorded })
    }
    return confirmed
  }

  /**
   * The locked way: takes the row, judges by the database's time, writes. Slower, and always
   * comes to an end. Null where there is no such auction.
   */
  async bookLocked(auctionId: string, bids: readonly WaitingBid[]): Promise<JudgedBatch | null> {
    this.#records.delete(auctionId)
    for (let attempt = 1; attempt <= LOCKED_ATTEMPTS; attempt++) {
      const judged = await inTransaction(this.lockingPool, (client) =>
        judgeLocked(client, auctionId, bids)
      )
      if (judged !== 'moved on') return judged
    }
    throw new Error(`Auction ${auctionId} could not be booked while it was locked`)
  }

  forget(auctionId: string) {
    this.#records.delete(auctionId)
  }

  #remember(record: AuctionRecord) {
    this.#records.delete(record.id)
    this.#records.set(record.id, record)
    if (this.#records.size > this.rememberedAuctions) {
      const [oldest] = this.#records.keys()
      this.#records.delete(oldest)
    }
  }
}

/**
 * Judges and books under the row's lock. `moved on`: the end passed, or a bidder was barred,
 * between the judgement and the statement, so that it has to be judged again.
 */
async function judgeLocked(
  client: PgClient,
  auctionId: string,
  bids: readonly WaitingBid[]
): Promise<JudgedBatch | null | 'moved on'> {
  const locked = await lockRecord(client, auctionId)
  if (!locked) return null
  const recorded = await readRecorded(client, bids)
  const barred = barredIn(auctionId, await readBarred(client, bids))
  const fresh = bids.filter((bid) => !recorded.some((row) => isRecordOf(row, bid)))
  const batch = judgeBatch(locked.record, fresh, locked.now, barred)
  if (batch.booked.length === 0) return { batch, recorded }
  const [result] = await bookBatches(client, [batch])
  return result.is_booked ? { batch, recorded } : 'moved on'
}

export function isRecordOf(row: RecordedBid, bid: WaitingBid): boolean {
  return (
    row.idempotency_key === bid.idempotencyKey &&
    row.bidder_id === bid.bidderId &&
    row.auction_id === bid.auctionId
  )
}

function barredIn(auctionId: string, barred: ReadonlySet<string>): Set<string> {
  const prefix = `${auctionId} `
  const ids = [...barred].filter((key) => key.startsWith(prefix))
  return new Set(ids.map((key) => key.slice(prefix.length)))
}
