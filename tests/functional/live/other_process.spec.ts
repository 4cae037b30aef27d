import { test } from '@japa/runner'
import { ClosingDesk } from '#bidding/closing_desk'
import knobs from '#config/auction'
import { cast } from '#tests/helpers/cast'
import { openDesk } from '#tests/helpers/desks'
import { openAuction, resetHouse, rewind } from '#tests/helpers/house'
import { LiveReader } from '#tests/helpers/live_reader'
import { openPool } from '#tests/helpers/own_database'

const MINUTE_MS = 60_000

/** Desks with connections of their own, who tell no hub of what they commit. */
test.group('What another process commits', (group) => {
  group.each.setup(resetHouse)

  test('a bid there is seen here without any hint', async ({ assert, cleanup }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const { desk, close } = openDesk()
    const reader = await LiveReader.open(lot)
    cleanup(async () => {
      reader.close()
      await close()
    })
    await desk.place({ auctionId: lot, bidderId: bob.id, maximum: 2000, idempotencyKey: null })
    await reader.reach(1)
    assert.containSubset(reader.last, { event: 'update', payload: { price: 1000, bidCount: 1 } })
  })

  test('a closing by the worker ends the stream here', async ({ assert, cleanup }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const reader = await LiveReader.open(lot)
    const pool = openPool(process.env.DATABASE_URL ?? '', 1)
    cleanup(() => pool.end())
    await rewind(lot, 60 * MINUTE_MS)
    await new ClosingDesk(pool, knobs.outage.freshMs, () => {}).sweep()
    await reader.untilEnded()
    assert.containSubset(reader.last, { id: 1, payload: { outcome: 'no_bids' } })
  })
})
