import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { OpenAuction } from '#actions/open_auction'
import { SettleSuspensions } from '#actions/settle_suspensions'
import { cast, person, type Person } from '#tests/helpers/cast'
import { auditRows, houseNow, openAuction, pause, resetHouse, stateOf } from '#tests/helpers/house'
import { openPool } from '#tests/helpers/own_database'
import { suspend } from '#tests/helpers/sellers'

const MINUTE_MS = 60_000

test.group('The suspension of a seller', (group) => {
  group.each.setup(resetHouse)

  test('cancels what has no bids, and puts the rest before staff', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const zoe = await person('Zoe', ['seller'])
    const lots = {
      scheduled: await openAuction(alice, { startsInMs: MINUTE_MS }),
      live: await openAuction(alice),
      paused: await openAuction(alice),
      bidOn: await openAuction(alice),
      foreign: await openAuction(zoe),
    }
    await pause(lots.paused, mira)
    await client.bid(bob, lots.bidOn, 2000)
    await suspend(client, mira, alice)
    for (const lot of [lots.scheduled, lots.live, lots.paused]) {
      assert.containSubset(await stateOf(lot), { status: 'cancelled' })
      const frame = await client.get(`/api/v1/auctions/${lot}`)
      frame.assertBodyContains({ data: { outcome: 'cancelled' } })
    }
    for (const lot of [lots.bidOn, lots.foreign]) {
      assert.containSubset(await stateOf(lot), { status: 'open' })
    }
    const cases = await db.from('moderation_cases')
    assert.lengthOf(cases, 1)
    assert.containSubset(cases[0], { auction_id: lots.bidOn, status: 'open' })
    const rows = await auditRows()
    const cancelled = rows.filter(({ action }) => action === 'auction.cancelled')
    assert.lengthOf(cancelled, 3)
    assert.containSubset(cancelled[0], { actor_id: null, reason: 'The seller was suspended' })
  })

  test('is settled by whoever comes next, where a process dies in between', async ({
    client,
    assert,
  }) => {
    const { alice, bob } = await cast()
    const lots = [await openAuction(alice), await openAuction(alice), await openAuction(alice)]
    await client.bid(bob, lots[1], 2000)
    await suspendUnsettled(alice)
    const pool = openPool(process.env.DATABASE_URL ?? '', 2)
    const dying = new SettleSuspensions(pool, () => {
      throw new Error('The process died')
    })
    await assert.rejects(() => dying.execute(), 'The process died')
    assert.containSubset(await stateOf(lots[2]), { status: 'open' })
    const settlers = [new SettleSuspensions(pool, () => {}), new SettleSuspensions(pool, () => {})]
    await Promise.all(settlers.map((settler) => settler.execute()))
    await settlers[0].execute()
    const deeds = await db.from('auction_deeds').where('type', 'cancel')
    assert.sameMembers(
      deeds.map((deed) => deed.auction_id),
      [lots[0], lots[2]]
    )
    assert.lengthOf(await db.from('moderation_cases'), 1)
    await pool.end()
  })

  test('settles nothing once it has ended, and each suspension anew', async ({
    client,
    assert,
  }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    await suspend(client, mira, alice)
    const [first] = await db.from('moderation_cases')
    const url = `/api/v1/admin/moderation-cases/${first.id}/decision`
    await client.post(url).as(mira).json({ decision: 'keep', reason: 'The lot is with the house' })
    await client.delete(`/api/v1/admin/users/${alice.id}/suspension`).as(mira)
    const settler = await app.container.make(SettleSuspensions)
    await settler.execute()
    assert.lengthOf(await db.from('moderation_cases'), 1)
    await suspend(client, mira, alice)
    assert.lengthOf(await db.from('moderation_cases'), 2)
  })

  test('lets nothing be opened after it, whatever the token remembers', async ({ assert }) => {
    const { alice } = await cast()
    await suspendUnsettled(alice)
    const action = await app.container.make(OpenAuction)
    const result = await action.execute({
      sellerId: alice.id,
      title: 'A clock',
      description: '',
      currency: 'EUR',
      startPrice: 100,
      reserve: null,
      buyNow: null,
      endsAt: (await houseNow()) + MINUTE_MS,
    })
    assert.containSubset(result, { ok: false, code: 'account_suspended' })
  })
})

/** As a process leaves it that dies right after the suspension. */
async function suspendUnsettled({ id }: Person) {
  await db.rawQuery(
    `UPDATE users SET suspended_at = clock_timestamp(), suspension_reason = 'Fakes' WHERE id = ?`,
    [id]
  )
}
