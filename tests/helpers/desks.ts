import { BidDesk, type DeskLimits } from '#bidding/bid_desk'
import { BidLedger } from '#bidding/bid_ledger'
import { DatabaseClock } from '#bidding/database_clock'
import knobs from '#config/auction'
import type { PgPool } from '#database/pg_pool'
import { openPool } from '#tests/helpers/own_database'

/** A desk with connections of its own, as one more web process would have it. */
export type OwnDesk = { desk: BidDesk; close: () => Promise<void> }

export function openDesk(
  options: {
    url?: string
    limits?: Partial<DeskLimits>
    clock?: (pool: PgPool) => DatabaseClock
    /** How long the locked way waits for an auction. */
    lockTimeoutMs?: number
  } = {}
): OwnDesk {
  const url = options.url ?? process.env.DATABASE_URL ?? ''
  const { statementsInFlight, lockedWays, rememberedAuctions } = knobs.bidding
  const statements = openPool(url, statementsInFlight + 1)
  const locks = openPool(url, lockedWays)
  const { lockTimeoutMs } = options
  if (lockTimeoutMs !== undefined) {
    locks.on('connect', (client) => void client.query(`SET lock_timeout = ${lockTimeoutMs}`))
  }
  const clock = options.clock?.(statements) ?? new DatabaseClock(statements)
  const ledger = new BidLedger(statements, locks, clock, rememberedAuctions)
  const desk = new BidDesk(
    ledger,
    { ...knobs.bidding, ...options.limits },
    () => {},
    () => {}
  )
  const close = async () => {
    await desk.close()
    await Promise.all([statements.end(), locks.end()])
  }
  return { desk, close }
}
