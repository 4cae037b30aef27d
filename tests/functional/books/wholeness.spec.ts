import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import {
  boughtNow,
  contestedLot,
  extendedAfterAnOutage,
  pausedAndCancelled,
  placeBid,
  softClosedAndSold,
  unsold,
} from '#tests/helpers/audited_lots'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { runVerify, verify } from '#tests/helpers/verified_books'

const NOBODY = '01a209c1-5841-70cb-a767-e083908ab2a6'

test('auctions:verify refuses an id that no auction has', ({ assert }) => {
  for (const id of [NOBODY, 'nonsense']) {
    const { status, stdout, stderr } = runVerify('--id', id)
    assert.deepEqual([status, stdout], [1, ''])
    assert.include(stderr, `There is no auction with the id ${id}`)
  }
})

test.group('Books that are whole', (group) => {
  group.each.setup(resetHouse)

  test('verify, whatever was done in the auctions', async ({ assert }) => {
    const people = await cast()
    const lots = [
      await contestedLot(people),
      await pausedAndCancelled(people),
      await softClosedAndSold(people),
      await boughtNow(people),
      await unsold(people),
      await extendedAfterAnOutage(people),
    ]
    const before = await verify()
    assert.deepEqual(before.lines, [])
    await new RefreshBrowsing().execute()
    const { lines, totals } = await verify()
    assert.deepEqual(lines, [])
    assert.deepEqual(totals, { auctionCount: lots.length, bidCount: 15, differingCount: 0 })
    const statuses = await db.from('auction_states').select('status').orderBy('auction_id')
    assert.deepEqual(
      statuses.map((row: { status: string }) => row.status),
      ['open', 'cancelled', 'sold', 'sold', 'reserve_not_met', 'open']
    )
  })

  test('verify while bids arrive', async ({ assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { increments: [{ from: 0, step: 1 }] })
    const seen: number[] = []
    const bidOn = async () => {
      for (let maximum = 1_000; seen.length < 10; maximum += 200) {
        const wave = Array.from({ length: 20 }, (_, index) =>
          placeBid(lot, index % 2 === 0 ? bob : carol, maximum + 10 * index)
        )
        await Promise.all(wave)
      }
    }
    const bidding = bidOn()
    while (seen.length < 10) {
      const { lines, totals } = await verify()
      assert.deepEqual(lines, [])
      seen.push(totals?.bidCount ?? 0)
    }
    await bidding
    assert.isAbove(new Set(seen).size, 1)
  })

  test('may have a copy for browsing that lags while its news waits', async ({ assert }) => {
    const { alice, bob } = await cast()
    await placeBid(await openAuction(alice), bob, 2000)
    const { lines } = await verify()
    assert.deepEqual(lines, [])
  })

  test('make the command exit with 0', async ({ assert }) => {
    const lot = await contestedLot(await cast())
    const all = runVerify()
    assert.deepEqual([all.status, all.stdout], [0, '1 auctions, 5 bids verified, 0 differ\n'])
    const one = runVerify('--id', lot)
    assert.deepEqual([one.status, one.stdout], [0, '1 auctions, 5 bids verified, 0 differ\n'])
  })
})
