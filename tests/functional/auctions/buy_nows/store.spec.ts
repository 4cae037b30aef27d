import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction, pause, resetHouse, rewind, stateOf, sweep } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('POST /auctions/:id/buy-now', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor, and an account without any role', async ({ client }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const visitor = await client.post(`/api/v1/auctions/${lot}/buy-now`)
    visitor.assertProblem('unauthenticated')
    const nobody = await buy(client, await person('Nobody', []), lot)
    nobody.assertProblem('forbidden')
  })

  test('knows no such auction', async ({ client }) => {
    const { bob } = await cast()
    const unknown = await buy(client, bob, UNKNOWN)
    unknown.assertProblem('auction_not_found')
    const nonsense = await buy(client, bob, '1')
    nonsense.assertProblem('not_found')
  })

  test('refuses an auction without a buy-now, and one that is closed to it', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const without = await buy(client, bob, await openAuction(alice))
    without.assertProblem('buy_now_unavailable')
    const withBid = await openAuction(alice, { buyNow: 9000 })
    await client.bid(carol, withBid, 2000)
    const late = await buy(client, bob, withBid)
    late.assertProblem('buy_now_unavailable')
    const withReserve = await openAuction(alice, { buyNow: 9000, reserve: 2000 })
    await client.bid(carol, withReserve, 2000)
    const met = await buy(client, bob, withReserve)
    met.assertProblem('buy_now_unavailable')
  })

  test('refuses before the start, in a pause and after the end', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000, startsInMs: MINUTE_MS })
    const early = await buy(client, bob, lot)
    early.assertProblem('auction_not_started')
    const paused = await openAuction(alice, { buyNow: 9000 })
    await pause(paused, mira)
    const meanwhile = await buy(client, bob, paused)
    meanwhile.assertProblem('auction_paused')
    await rewind(lot, 62 * MINUTE_MS)
    const late = await buy(client, bob, lot)
    late.assertProblem('auction_ended')
  })

  test('refuses the seller, and whoever may not bid', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const own = await buy(client, alice, lot)
    own.assertProblem('own_auction')
    await db.table('seller_blocks').insert({ seller_id: alice.id, bidder_id: bob.id })
    const blocked = await buy(client, bob, lot)
    blocked.assertProblem('bidder_blocked')
    const suspension = { suspended_at: new Date(), suspension_reason: 'Does not pay' }
    await db.from('users').where('id', carol.id).update(suspension)
    const suspended = await buy(client, carol, lot)
    suspended.assertProblem('bidder_blocked')
  })

  test('refuses a key that is not valid, or was used for a bid', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000, reserve: 8000 })
    const invalid = await buy(client, bob, lot, 'a b')
    invalid.assertProblem('idempotency_key_invalid')
    await client.bid(bob, lot, 2000).header('idempotency-key', 'used')
    const used = await buy(client, bob, lot, 'used')
    used.assertProblem('idempotency_key_reused')
  })

  test('refuses a body that is not JSON, though it needs none', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const request = client.post(`/api/v1/auctions/${lot}/buy-now`).as(bob)
    const answer = await request.type('application/json').unsafeJson('{')
    answer.assertProblem('malformed_body')
  })

  test('sells at once, and no sweep closes it again', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000, reserve: 8000 })
    await client.bid(carol, lot, 2000)
    const answer = await buy(client, bob, lot)
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { outcome: 'sold', price: 9000 } })
    const sold = await stateOf(lot)
    assert.containSubset(sold, { status: 'sold', leader_id: bob.id, price: '9000' })
    await rewind(lot, 61 * MINUTE_MS)
    const { closed } = await sweep()
    assert.isEmpty(closed)
    const again = await buy(client, carol, lot)
    again.assertProblem('auction_ended')
    const events = await db.from('auction_events').orderBy('public_seq')
    assert.deepEqual(
      events.map((event) => [event.type, event.status]),
      [
        ['bid', 'open'],
        ['buy_now', 'sold'],
        ['closed', 'sold'],
      ]
    )
  })

  test('gives the receipt again under the same key, byte for byte', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const first = await buy(client, bob, lot, `"'\\`)
    first.assertStatus(201)
    const again = await buy(client, bob, lot, `"'\\`)
    assert.equal(again.text(), first.text())
    const other = await buy(client, bob, lot, 'another')
    other.assertProblem('auction_ended')
  })

  test('sells to one of five who buy at once', async ({ client, assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const buyers = await Promise.all(['V', 'W', 'X', 'Y', 'Z'].map((name) => person(name)))
    const answers = await Promise.all(buyers.map((buyer) => buy(client, buyer, lot)))
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [201, 409, 409, 409, 409]
    )
    assert.lengthOf(await db.from('bids'), 1)
  })
})

function buy(client: ApiClient, buyer: Person, lot: string, key?: string) {
  const request = client.post(`/api/v1/auctions/${lot}/buy-now`).as(buyer)
  return key === undefined ? request : request.header('idempotency-key', key)
}
