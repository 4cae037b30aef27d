import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import type { Figure, Reading } from '../figure.ts'

const COUNT = 1_000
const CONNECTIONS = 32

/** From the first opening to the first end. */
const LEAD_MS = 3_000
const EARLY_BIDS_MS = 1_500
const OVERTIME_MS = 2_000
const PATIENCE_MS = 30_000

/** Whether auctions close on time while others keep the house busy. */
export const closing: Figure = {
  name: 'closing',
  about:
    'p99 lateness in ms of 1,000 auctions ending in one second, 32 connections bidding elsewhere',
  goal: { atMost: 250 },
  combine: Math.max,
  a: {
    label: 'ends spread over the second',
    run: (bench) => close(bench, (index) => index % 1_000),
  },
  b: { label: 'all in the same millisecond', run: (bench) => close(bench, () => 0) },
}

async function close(bench: Bench, offsetMs: (index: number) => number): Promise<Reading> {
  const firstEnd = Date.now() + LEAD_MS
  const ending = await bench.openAuctions(COUNT, (index) => firstEnd + offsetMs(index))
  const early = { connections: CONNECTIONS, warmupMs: 0, measureMs: EARLY_BIDS_MS }
  await bench.bidsOn(ending, early)

  const elsewhere = await bench.openAuctions(1)
  const measureMs = firstEnd + OVERTIME_MS - Date.now()
  const load = await bench.bidsOn(elsewhere, { connections: CONNECTIONS, warmupMs: 0, measureMs })
  return { ...load, value: await latenessOf(bench, ending) }
}

/** p99 from an auction's end to the commit of its closing, in ms. */
async function latenessOf(bench: Bench, auctionIds: string[]): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await bench.house.db.query<{ open: string; p99: number }>(
      `SELECT count(*) FILTER (WHERE closed_at IS NULL) AS open,
         percentile_disc(0.99) WITHIN GROUP (ORDER BY
           1000 * extract(epoch FROM pg_xact_commit_timestamp(xmin) - ends_at)::float8) AS p99
       FROM auction_states WHERE auction_id = ANY($1)`,
      [auctionIds]
    )
    if (rows[0].open === '0') return rows[0].p99
    if (performance.now() > giveUpAt) throw new Error(`${rows[0].open} auctions stay open.`)
    await sleep(100)
  }
}
