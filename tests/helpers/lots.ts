import { setTimeout as sleep } from 'node:timers/promises'
import { OpenAuction, type AuctionOrder } from '#actions/open_auction'
import type { PgPool } from '#database/pg_pool'

export type LotTerms = Partial<Omit<AuctionOrder, 'sellerId' | 'startsAt' | 'endsAt'>> & {
  startsInMs?: number
  endsInMs?: number
}

const STEP_OF_ONE = [{ from: 0, step: 1 }]

/** The time by the clock of the pool's database, in ms since the epoch. */
export async function databaseNow(pool: PgPool): Promise<number> {
  const answer = await pool.query<{ now: number }>('SELECT clock_timestamp() AS now')
  return answer.rows[0].now
}

/** Waits until it is `at` by the clock of the pool's database. */
export async function untilTime(pool: PgPool, at: number) {
  for (;;) {
    const leftMs = at - (await databaseNow(pool))
    if (leftMs <= 0) return
    await sleep(leftMs)
  }
}

/**
 * Opens an auction in the database of the pool. It starts at 1000, goes up in steps of 1, and runs
 * for an hour, unless told otherwise.
 */
export async function openLot(
  pool: PgPool,
  sellerId: string,
  terms: LotTerms = {}
): Promise<string> {
  const { startsInMs = 0, endsInMs = 3_600_000, ...others } = terms
  const now = await databaseNow(pool)
  const result = await new OpenAuction(pool).execute({
    sellerId,
    title: 'A brass telescope',
    description: 'With its box',
    currency: 'EUR',
    startPrice: 1000,
    reserve: null,
    buyNow: null,
    softClose: null,
    increments: STEP_OF_ONE,
    ...others,
    startsAt: now + startsInMs,
    endsAt: now + endsInMs,
  })
  if (!result.ok) throw new Error(result.faults[0].message)
  return result.auctionId
}
