import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse, rewind, sweep } from '#tests/helpers/house'

const KEY = 'order-4711'
const MINUTE_MS = 60_000

test.group('An Idempotency-Key on a bid', (group) => {
  group.each.setup(resetHouse)

  test('is refused when it is {what}')
    .with([
      { what: 'empty', key: '' },
      { what: 'longer than 255', key: 'x'.repeat(256) },
      { what: 'with a space', key: 'order 4711' },
      { what: 'with a letter beyond ASCII', key: 'ordré' },
      { what: 'with a tab', key: 'order\t4711' },
    ])
    .run(async ({ client, assert }, { key }) => {
      const { alice, bob } = await cast()
      const lot = await openAuction(alice)
      const answer = await client.bid(bob, lot, 2000).header('idempotency-key', key)
      answer.assertProblem('idempotency_key_invalid')
      assert.isEmpty(await db.from('bids'))
    })

  test('is refused with another maximum', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await bidWith(client, bob, lot, 2000)
    for (const maximum of [3000, 1500, 1999.5]) {
      const answer = await bidWith(client, bob, lot, maximum)
      answer.assertProblem('idempotency_key_reused')
    }
    assert.lengthOf(await db.from('bids'), 1)
  })

  test('is refused for a buy-now', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000, reserve: 8000 })
    await bidWith(client, bob, lot, 2000)
    const request = client.post(`/api/v1/auctions/${lot}/buy-now`).as(bob)
    const answer = await request.header('idempotency-key', KEY)
    answer.assertProblem('idempotency_key_reused')
  })

  test('does not record a refusal: it is judged anew', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(carol, lot, 1000)
    const refused = await bidWith(client, bob, lot, 1049)
    refused.assertProblem('below_minimum', { minimum: 1050 })
    await client.bid(await person('Dora'), lot, 2000)
    const again = await bidWith(client, bob, lot, 1049)
    again.assertProblem('below_minimum', { minimum: 1100 })
    const taken = await bidWith(client, bob, lot, 3000)
    taken.assertStatus(201)
  })

  test('gives the first receipt again, byte for byte, whatever has happened since', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { reserve: 1500 })
    const first = await bidWith(client, bob, lot, 2000)
    first.assertStatus(201)
    const repeat = async (what: string) => {
      const answer = await bidWith(client, bob, lot, 2000)
      assert.equal(answer.status(), 201, what)
      assert.equal(answer.text(), first.text(), what)
    }
    await repeat('at once')
    await client.bid(carol, lot, 5000)
    await repeat('outbid')
    await db.from('users').where('id', bob.id).update(SUSPENDED)
    await repeat('suspended')
    await rewind(lot, 61 * MINUTE_MS)
    await db.from('bids').update({ ends_at: first.body().data.endsAt })
    await repeat('ended')
    await sweep()
    await repeat('closed')
    assert.lengthOf(await db.from('bids').where('bidder_id', bob.id), 1)
  })

  test('sent five times at once gives one bid and five equal receipts', async ({
    client,
    assert,
  }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const five = Array.from({ length: 5 }, () => bidWith(client, bob, lot, 2000))
    const answers = await Promise.all(five)
    assert.deepEqual(
      answers.map((answer) => answer.status()),
      [201, 201, 201, 201, 201]
    )
    assert.lengthOf(new Set(answers.map((answer) => answer.text())), 1)
    assert.lengthOf(await db.from('bids'), 1)
  })

  test('may hold {what}')
    .with([
      { what: 'quotes and backslashes', key: `"'\\\\"` },
      { what: 'what looks like an array', key: '{"a","b"}' },
      { what: 'the word NULL', key: 'NULL' },
      { what: 'what looks like SQL', key: '$1;--' },
      { what: 'the first and the last visible character', key: '!~' },
      { what: '255 characters', key: 'x'.repeat(255) },
    ])
    .run(async ({ client, assert }, { key }) => {
      const { alice, bob } = await cast()
      const lot = await openAuction(alice)
      const first = await client.bid(bob, lot, 2000).header('idempotency-key', key)
      first.assertStatus(201)
      const again = await client.bid(bob, lot, 2000).header('idempotency-key', key)
      assert.equal(again.text(), first.text())
      const [bid] = await db.from('bids')
      assert.equal(bid.idempotency_key, key)
    })

  test('is one for each bidder and auction', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const [lot, other] = [await openAuction(alice), await openAuction(alice)]
    for (const [bidder, auction] of [
      [bob, lot],
      [carol, lot],
      [bob, other],
    ] as const) {
      const answer = await bidWith(client, bidder, auction, bidder === bob ? 2000 : 3000)
      answer.assertStatus(201)
    }
    assert.lengthOf(await db.from('bids'), 3)
  })
})

const SUSPENDED = { suspended_at: new Date(), suspension_reason: 'Does not pay' }

function bidWith(client: ApiClient, bidder: Person, lot: string, maximum: number) {
  return client.bid(bidder, lot, maximum).header('idempotency-key', KEY)
}
