import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
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

const MINUTE_MS = 60_000
const { graceMs } = knobs.outage

test.group('After an outage', (group) => {
  group.each.setup(resetHouse)

  test('of 30 s or less, which is none, the sweep closes as ever', async ({ assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    await rewind(lot, 60 * MINUTE_MS)
    await fallSilent(29_000)
    await comeBack()
    assert.isEmpty(await db.from('house_outages'))
    await sweep()
    assert.equal(await statusOf(lot), 'no_bids')
  })

  test('nothing that ended in it is closed: it is extended, and says why', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    await rewind(lot, 61 * MINUTE_MS)
    await fallSilent(5 * MINUTE_MS)
    assert.isEmpty(await closeDue(), 'while it lasts')
    const outages = await app.container.make(OutageDesk)
    await outages.beat()
    assert.isEmpty(await closeDue(), 'before it was handled')
    const early = await client.bid(carol, lot, 3000)
    early.assertProblem('auction_ended')
    assert.equal(await outages.handle(), 1)
    assert.isEmpty(await closeDue(), 'after it')
    assert.equal(await endOf(lot), await newEnd())
    const bid = await client.bid(carol, lot, 3000)
    bid.assertStatus(201)
    const events = await client.get(`/api/v1/auctions/${lot}/events`)
    const [, event] = events.body().data
    assert.equal(event.type, 'extended')
    assert.match(event.note, /^The house could not take bids from 20\S+Z to 20\S+Z$/)
  })

  test('what ends within five minutes is extended too, and nothing beyond', async ({ assert }) => {
    const { alice } = await cast()
    const soon = await openAuction(alice, { endsInMs: 4 * MINUTE_MS })
    const later = await openAuction(alice, { endsInMs: 6 * MINUTE_MS })
    const ended = await openAuction(alice)
    await rewind(ended, 66 * MINUTE_MS)
    const ends = { later: await endOf(later), ended: await endOf(ended) }
    await fallSilent(5 * MINUTE_MS)
    await comeBack()
    assert.equal(await endOf(soon), await newEnd())
    assert.deepEqual({ later: await endOf(later), ended: await endOf(ended) }, ends)
    await sweep()
    assert.equal(await statusOf(ended), 'no_bids', 'it had ended before')
  })

  test('what has not begun, is paused or has its outcome stays as it is', async ({ assert }) => {
    const { alice, mira } = await cast()
    const scheduled = await openAuction(alice, { startsInMs: MINUTE_MS, endsInMs: 2 * MINUTE_MS })
    const paused = await openAuction(alice, { endsInMs: MINUTE_MS })
    const closed = await openAuction(alice)
    await pause(paused, mira)
    await rewind(closed, 60 * MINUTE_MS)
    await sweep()
    const lots = [scheduled, paused, closed]
    const before = await Promise.all(lots.map(stateOf))
    await fallSilent(5 * MINUTE_MS)
    await comeBack()
    assert.deepEqual(await Promise.all(lots.map(stateOf)), before)
  })

  test('the hard end moves with the end', async ({ assert }) => {
    const { alice } = await cast()
    const hardEndsAt = (await houseNow()) + 2 * MINUTE_MS
    const softClose = { windowMs: 1000, extensionMs: 1000, hardEndsAt }
    const lot = await openAuction(alice, { endsInMs: MINUTE_MS, softClose })
    const before = await endOf(lot)
    await fallSilent(5 * MINUTE_MS)
    await comeBack()
    const { hard_ends_at: hardEnd } = await stateOf(lot)
    assert.equal((hardEnd as Date).getTime() - hardEndsAt, (await endOf(lot)) - before)
  })

  test('what ended is open from when it is handled, not from a return long past', async ({
    assert,
  }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    await rewind(lot, 72 * MINUTE_MS)
    await db.rawQuery(
      `INSERT INTO house_outages (started_at, ended_at)
       VALUES (now() - interval '15 min', now() - interval '10 min')`
    )
    const outages = await app.container.make(OutageDesk)
    await outages.handle()
    assert.approximately((await endOf(lot)) - (await houseNow()), graceMs, MINUTE_MS)
  })

  test('each auction is extended once, with three workers at it', async ({ assert }) => {
    const { alice } = await cast()
    for (let count = 0; count < 5; count++) {
      await rewind(await openAuction(alice, { endsInMs: 2 * MINUTE_MS }), MINUTE_MS)
    }
    await fallSilent(5 * MINUTE_MS)
    const outages = await app.container.make(OutageDesk)
    await outages.beat()
    const counts = await Promise.all([outages.handle(), outages.handle(), outages.handle()])
    assert.sameMembers(counts, [5, 0, 0])
    assert.lengthOf(await db.from('auction_events').where('type', 'extended'), 5)
    assert.equal(await outages.handle(), 0)
  })

  test('two web processes that come back at once note it once', async ({ assert }) => {
    await fallSilent(MINUTE_MS)
    const outages = await app.container.make(OutageDesk)
    await Promise.all([outages.beat(), outages.beat(), outages.beat()])
    assert.lengthOf(await db.from('house_outages'), 1)
  })
})

/** A web process takes bids again, and the worker sees to what ended meanwhile. */
async function comeBack() {
  const outages = await app.container.make(OutageDesk)
  await outages.beat()
  await outages.handle()
}

/** The return of the house, and a grace. */
async function newEnd(): Promise<number> {
  const outage = await db.from('house_outages').orderBy('id', 'desc').firstOrFail()
  return outage.ended_at.getTime() + graceMs
}
