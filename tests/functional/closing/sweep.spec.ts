import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { ClosingDesk } from '#bidding/closing_desk'
import { OutageDesk } from '#bidding/outage_desk'
import knobs from '#config/auction'
import { cast } from '#tests/helpers/cast'
import {
  closeDue,
  endOf,
  fallSilent,
  houseNow,
  openAuction,
  pause,
  resetHouse,
  rewind,
  stateOf,
  statusOf,
  sweep,
} from '#tests/helpers/house'
import { openPool } from '#tests/helpers/own_database'

const MINUTE_MS = 60_000

test.group('Closing', (group) => {
  group.each.setup(resetHouse)

  test('closes nothing before its end, and says when the next is due', async ({ assert }) => {
    const { alice } = await cast()
    const later = await openAuction(alice, { endsInMs: 2 * MINUTE_MS })
    const sooner = await openAuction(alice, { endsInMs: MINUTE_MS })
    const { closed, heldCount, nextAt } = await sweep()
    assert.deepEqual([closed, heldCount], [[], 0])
    assert.equal(nextAt, await endOf(sooner))
    assert.equal(await statusOf(later), 'open')
  })

  test('refuses a bid after the end, however late the sweep is', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await rewind(lot, 60 * MINUTE_MS)
    const late = await client.bid(carol, lot, 9000)
    late.assertProblem('auction_ended')
    await sweep()
    assert.containSubset(await stateOf(lot), { status: 'sold', leader_id: bob.id, price: '1000' })
  })

  test('gives each its outcome', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lots = {
      sold: await openAuction(alice, { reserve: 3000 }),
      reserve_not_met: await openAuction(alice, { reserve: 3001 }),
      no_bids: await openAuction(alice),
      cancelled: await openAuction(alice),
    }
    await client.bid(bob, lots.sold, 3000)
    await client.bid(bob, lots.reserve_not_met, 3000)
    const reason = 'The lot was stolen'
    await client
      .post(`/api/v1/admin/auctions/${lots.cancelled}/cancellation`)
      .as(mira)
      .json({ reason })
    for (const lot of Object.values(lots)) await rewind(lot, 60 * MINUTE_MS)
    await sweep()
    for (const [outcome, lot] of Object.entries(lots)) {
      const answer = await client.get(`/api/v1/auctions/${lot}`)
      answer.assertBodyContains({ data: { status: 'ended', outcome } })
      const closings = await db.from('auction_events').where({ auction_id: lot, type: 'closed' })
      assert.lengthOf(closings, 1, outcome)
      assert.equal(closings[0].status, outcome)
    }
  })

  test('closes each once, with three workers at it', async ({ assert, cleanup }) => {
    const { alice } = await cast()
    const lots = []
    for (let count = 0; count < 30; count++) {
      lots.push(await openAuction(alice, { endsInMs: MINUTE_MS }))
    }
    await Promise.all(lots.map((lot) => rewind(lot, MINUTE_MS)))
    const pools = [1, 2, 3].map(() => openPool(process.env.DATABASE_URL ?? '', 2))
    cleanup(async () => void (await Promise.all(pools.map((pool) => pool.end()))))
    const told: string[] = []
    const workers = pools.map(
      (pool) => new ClosingDesk(pool, knobs.outage.freshMs, (ids) => void told.push(...ids))
    )
    const sweeps = await Promise.all([...workers, ...workers].map((worker) => worker.sweep()))
    const closed = sweeps.flatMap((result) => result.closed.map((auction) => auction.auctionId))
    assert.deepEqual(closed.toSorted(), lots.toSorted())
    assert.deepEqual(told.toSorted(), lots.toSorted())
    assert.lengthOf(await db.from('auction_events'), lots.length)
    assert.lengthOf(await db.from('auction_deeds').where('type', 'close'), lots.length)
  })

  test('follows an end that soft close has moved', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const softClose = { windowMs: 5 * MINUTE_MS, extensionMs: 10 * MINUTE_MS, hardEndsAt: null }
    const lot = await openAuction(alice, { endsInMs: MINUTE_MS, softClose })
    await client.bid(bob, lot, 2000)
    await rewind(lot, 2 * MINUTE_MS)
    const early = await sweep()
    assert.isEmpty(early.closed)
    const moved = await stateOf(lot)
    assert.equal(moved.status, 'open')
    assert.equal(early.nextAt, (moved.ends_at as Date).getTime())
    await rewind(lot, 9 * MINUTE_MS)
    const { closed } = await sweep()
    assert.lengthOf(closed, 1)
  })

  test('waits while an auction is paused', async ({ assert }) => {
    const { alice, mira } = await cast()
    const lot = await openAuction(alice)
    await pause(lot, mira)
    await rewind(lot, 61 * MINUTE_MS)
    const { closed } = await sweep()
    assert.isEmpty(closed)
    assert.equal(await statusOf(lot), 'paused')
  })

  test('holds what ended while nobody saw that bids could be taken', async ({ assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    await rewind(lot, 60 * MINUTE_MS)
    await fallSilent(10_000)
    const { closed, heldCount } = await sweep()
    assert.deepEqual([closed, heldCount], [[], 1])
    const outages = await app.container.make(OutageDesk)
    await outages.beat()
    const after = await sweep()
    assert.deepEqual([after.closed.length, after.heldCount], [1, 0])
  })

  test('holds everything in a house that has never been open', async ({ assert }) => {
    const { alice } = await cast()
    await rewind(await openAuction(alice), 60 * MINUTE_MS)
    await db.from('house').update({ last_heartbeat_at: null })
    const { closed, heldCount } = await sweep()
    assert.deepEqual([closed, heldCount], [[], 1])
    const outages = await app.container.make(OutageDesk)
    await outages.beat()
    assert.isEmpty(await db.from('house_outages'))
    assert.lengthOf(await closeDue(), 1)
  })

  test('closes what a late worker has missed, and says how late it was', async ({ assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    await rewind(lot, 70 * MINUTE_MS)
    const { closed } = await sweep()
    const [{ auctionId, latenessMs }] = closed
    assert.equal(auctionId, lot)
    const { ends_at: endsAt, closed_at: closedAt } = await stateOf(lot)
    assert.equal(latenessMs, (closedAt as Date).getTime() - (endsAt as Date).getTime())
    assert.isAtMost((closedAt as Date).getTime(), await houseNow())
  })
})
