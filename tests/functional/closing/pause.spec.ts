import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { PauseHouse } from '#actions/pause_house'
import { ResumeHouse } from '#actions/resume_house'
import { cast } from '#tests/helpers/cast'
import {
  auditRows,
  closeDue,
  endOf,
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

test.group('A pause of the house', (group) => {
  group.each.setup(resetHouse)

  test('is refused while there is one, and its end while there is none', async ({ assert }) => {
    const { ada } = await cast()
    assert.deepEqual(await resumeHouse(ada.id), { ok: false, code: 'not_paused' })
    await pauseHouse(ada.id)
    assert.deepEqual(await pauseHouse(ada.id), { ok: false, code: 'already_paused' })
    assert.lengthOf(await auditRows(), 1)
  })

  test('refuses bids and buy-nows, and closing waits', async ({ client, assert }) => {
    const { alice, bob, ada } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    assert.deepEqual(await pauseHouse(ada.id), { ok: true, auctionCount: 1 })
    const bid = await client.bid(bob, lot, 2000)
    bid.assertProblem('auction_paused')
    const purchase = await client.post(`/api/v1/auctions/${lot}/buy-now`).as(bob)
    purchase.assertProblem('auction_paused')
    const shown = await client.get(`/api/v1/auctions/${lot}`)
    shown.assertBodyContains({ data: { status: 'paused', buyNow: 9000 } })
    await rewind(lot, 61 * MINUTE_MS)
    assert.isEmpty(await closeDue())
    await resumeHouse(ada.id)
    assert.isEmpty(await closeDue(), 'it has got back the time it was paused')
    const after = await client.bid(bob, lot, 2000)
    after.assertStatus(201)
  })

  test('gives back the time it took, to the hard end too', async ({ assert }) => {
    const { alice, ada } = await cast()
    const hardEndsAt = (await houseNow()) + 70 * MINUTE_MS
    const softClose = { windowMs: 1000, extensionMs: 1000, hardEndsAt }
    const lot = await openAuction(alice, { softClose })
    await pauseHouse(ada.id)
    await rewind(lot, 20 * MINUTE_MS)
    const paused = await stateOf(lot)
    await resumeHouse(ada.id)
    const resumed = await stateOf(lot)
    const [, deed] = await db.from('auction_deeds').orderBy('version')
    const tookMs = deed.occurred_at.getTime() - (paused.paused_at as Date).getTime()
    assert.isAtLeast(tookMs, 20 * MINUTE_MS)
    for (const end of ['ends_at', 'hard_ends_at']) {
      const movedMs = (resumed[end] as Date).getTime() - (paused[end] as Date).getTime()
      assert.equal(movedMs, tookMs, end)
    }
    assert.deepEqual(resumed.close_check_at, resumed.ends_at)
  })

  test('counts from the start for what has not begun', async ({ client, assert }) => {
    const { alice, bob, ada } = await cast()
    const lot = await openAuction(alice, { startsInMs: MINUTE_MS })
    const before = await stateOf(lot)
    await pauseHouse(ada.id)
    const early = await client.bid(bob, lot, 2000)
    early.assertProblem('auction_not_started')
    const shown = await client.get(`/api/v1/auctions/${lot}`)
    shown.assertBodyContains({ data: { status: 'scheduled' } })
    await resumeHouse(ada.id)
    assert.equal(await endOf(lot), (before.ends_at as Date).getTime())
  })

  test('leaves paused what a moderator has paused alone', async ({ assert }) => {
    const { alice, mira, ada } = await cast()
    const [lot, other] = [await openAuction(alice), await openAuction(alice)]
    await pause(lot, mira)
    assert.deepEqual(await pauseHouse(ada.id), { ok: true, auctionCount: 1 })
    assert.deepEqual(await resumeHouse(ada.id), { ok: true, auctionCount: 1 })
    assert.equal(await statusOf(lot), 'paused')
    assert.equal(await statusOf(other), 'open')
  })

  test('holds for what is opened meanwhile', async ({ client, assert }) => {
    const { alice, bob, ada } = await cast()
    await pauseHouse(ada.id)
    const lot = await openAuction(alice)
    const bid = await client.bid(bob, lot, 2000)
    bid.assertProblem('auction_paused')
    assert.deepEqual(await resumeHouse(ada.id), { ok: true, auctionCount: 1 })
    const after = await client.bid(bob, lot, 2000)
    after.assertStatus(201)
  })

  test('leaves alone what has ended, closed or not', async ({ assert }) => {
    const { alice, ada } = await cast()
    const lot = await openAuction(alice)
    await rewind(lot, 60 * MINUTE_MS)
    assert.deepEqual(await pauseHouse(ada.id), { ok: true, auctionCount: 0 })
    await sweep()
    assert.equal(await statusOf(lot), 'no_bids')
  })

  test('is told to the public, and kept in the audit log with its reason', async ({
    client,
    assert,
  }) => {
    const { alice, ada } = await cast()
    const lot = await openAuction(alice)
    await pauseHouse(ada.id)
    await resumeHouse(null)
    const events = await client.get(`/api/v1/auctions/${lot}/events`)
    const types = events.body().data.map((event: { type: string }) => event.type)
    assert.deepEqual(types, ['paused', 'resumed'])
    assert.containSubset(await auditRows(), [
      { action: 'house.paused', reason: 'A storm', actor_id: ada.id },
      { action: 'house.resumed', reason: 'It is over', actor_id: null },
    ])
  })
})

async function pauseHouse(actorId: string | null) {
  const action = await app.container.make(PauseHouse)
  return action.execute({ actorId, reason: 'A storm' })
}

async function resumeHouse(actorId: string | null) {
  const action = await app.container.make(ResumeHouse)
  return action.execute({ actorId, reason: 'It is over' })
}
