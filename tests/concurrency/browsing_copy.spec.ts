import { test } from '@japa/runner'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import type { PgPool } from '#database/pg_pool'
import { crowd } from '#tests/helpers/crowd'
import { openDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

test.group('The copy that browsing sorts by', (group) => {
  let pool: PgPool

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(() => resetHouse())

  test('is never set back by a slower worker', async ({ assert }) => {
    const [seller] = await crowd(pool, 1, 'seller')
    const [bob, carol] = await crowd(pool, 2)
    const lots = [await openLot(pool, seller.id), await openLot(pool, seller.id)].sort()
    const { desk, close } = openDesk()
    const place = (auctionId: string, bidderId: string, maximum: number) =>
      desk.place({ auctionId, bidderId, maximum, idempotencyKey: null })
    for (const lot of lots) await place(lot, bob.id, 9000)

    // The first worker waits for a row, with its view of both lots as they are now.
    const holder = await pool.connect()
    await holder.query('BEGIN')
    await holder.query('SELECT FROM auction_browse WHERE auction_id = $1 FOR UPDATE', [lots[0]])
    const slow = new RefreshBrowsing().execute()
    await until(async () => {
      const waiting = await pool.query(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%auction_browse%'`
      )
      return waiting.rowCount === 1
    })
    await place(lots[1], carol.id, 8000)
    await new RefreshBrowsing().execute()
    await holder.query('COMMIT')
    holder.release()
    await slow
    await new RefreshBrowsing().execute()
    await close()

    const stale = await pool.query(
      `SELECT FROM auction_browse b JOIN auction_states s USING (auction_id)
       WHERE b.price <> s.price OR b.bid_count <> s.bid_count`
    )
    assert.equal(stale.rowCount, 0)
  })
})
