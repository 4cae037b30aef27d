import { test } from '@japa/runner'
import { ClosingDesk } from '#bidding/closing_desk'
import { OutageDesk } from '#bidding/outage_desk'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { resetHouse } from '#tests/helpers/house'
import { openLot, untilTime } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

const FRESH_MS = 1_500

test.group('A lot that ended shortly after the last heartbeat', (group) => {
  let pool: PgPool
  let closing: ClosingDesk
  let seller: Member

  const beatAt = (at: number) =>
    pool.query('UPDATE house SET last_heartbeat_at = to_timestamp($1::float8 / 1000)', [at])
  const open = async () => {
    const id = await openLot(pool, seller.id, { endsInMs: 300 })
    const { state } = await recordOf(pool, id)
    return { id, endsAt: state.endsAt }
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    closing = new ClosingDesk(pool, FRESH_MS, () => {})
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    ;[seller] = await crowd(pool, 1, 'seller')
    return () => assertBooks(pool)
  })

  test('is not closed once that is long ago, and is extended if an outage followed', async ({
    assert,
  }) => {
    const lot = await open()
    await beatAt(lot.endsAt - 100)
    await untilTime(pool, lot.endsAt - 100 + FRESH_MS + 1)
    const early = await closing.sweep()
    assert.deepInclude(early, { closed: [], heldCount: 1 })

    const knobs = { gapMs: FRESH_MS, protectedMs: 1_000, graceMs: 60_000 }
    const outages = new OutageDesk(pool, knobs, () => {})
    await outages.beat()
    const unhandled = await closing.sweep()
    assert.deepInclude(unhandled, { closed: [], heldCount: 1 })
    assert.equal(await outages.handle(), 1)
    const { closed } = await closing.sweep()
    assert.deepEqual(closed, [])
    const { state } = await recordOf(pool, lot.id)
    assert.isAbove(state.endsAt, lot.endsAt)
  })

  test('is closed on time while that is fresh, and later once another one came', async ({
    assert,
  }) => {
    const [one, two] = [await open(), await open()]
    await untilTime(pool, one.endsAt)
    await beatAt(one.endsAt - 1)
    const onTime = await closing.sweep()
    assert.include(
      onTime.closed.map((auction) => auction.auctionId),
      one.id
    )
    await untilTime(pool, two.endsAt + FRESH_MS)
    await beatAt(two.endsAt)
    await closing.sweep()
    const { state } = await recordOf(pool, two.id)
    assert.equal(state.outcome, 'no_bids')
  })
})
