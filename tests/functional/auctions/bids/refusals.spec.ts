import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { cast, person } from '#tests/helpers/cast'
import { openAuction, pause, resetHouse, rewind, stateOf, sweep } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('POST /auctions/:id/bids refuses', (group) => {
  group.each.setup(resetHouse)

  test('a visitor, and an account without any role', async ({ client }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const visitor = await client.post(`/api/v1/auctions/${lot}/bids`).json({ maximum: 2000 })
    visitor.assertProblem('unauthenticated')
    const nobody = await client.bid(await person('Nobody', []), lot, 2000)
    nobody.assertProblem('forbidden')
  })

  test('an auction that is not there', async ({ client }) => {
    const { bob } = await cast()
    const unknown = await client.bid(bob, UNKNOWN, 2000)
    unknown.assertProblem('auction_not_found')
    const nonsense = await client.bid(bob, 'the-red-one', 2000)
    nonsense.assertProblem('not_found')
  })

  test('an auction that has not started', async ({ client }) => {
    const { alice, bob } = await cast()
    const answer = await client.bid(bob, await openAuction(alice, { startsInMs: MINUTE_MS }), 2000)
    answer.assertStatus(409)
    answer.assertProblem('auction_not_started')
  })

  test('an auction that is paused', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    await pause(lot, mira)
    const answer = await client.bid(bob, lot, 3000)
    answer.assertStatus(409)
    answer.assertProblem('auction_paused')
  })

  test('an auction that has ended, before and after it is closed', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    await rewind(lot, 61 * MINUTE_MS)
    const late = await client.bid(bob, lot, 3000)
    late.assertStatus(409)
    late.assertProblem('auction_ended')
    await sweep()
    const later = await client.bid(bob, lot, 3000)
    later.assertProblem('auction_ended')
  })

  test('the seller', async ({ client }) => {
    const { alice } = await cast()
    const answer = await client.bid(alice, await openAuction(alice), 2000)
    answer.assertStatus(403)
    answer.assertProblem('own_auction')
  })

  test('a bidder who is suspended, from the moment on', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const suspension = client.post(`/api/v1/admin/users/${bob.id}/suspension`).as(mira)
    await suspension.json({ reason: 'Does not pay' })
    const answer = await client.bid(bob, lot, 3000)
    answer.assertStatus(403)
    answer.assertProblem('bidder_blocked')
  })

  test('a bidder whom this seller has blocked, and other sellers do not', async ({ client }) => {
    const [{ alice, bob }, zoe] = [await cast(), await person('Zoe', ['seller'])]
    await db.table('seller_blocks').insert({ seller_id: alice.id, bidder_id: bob.id })
    const refused = await client.bid(bob, await openAuction(alice), 2000)
    refused.assertProblem('bidder_blocked')
    const taken = await client.bid(bob, await openAuction(zoe), 2000)
    taken.assertStatus(201)
  })

  test('the amount {$self}')
    .with([0, -1, -2000, 1999.99, 1_000_000_000_001, 1e300])
    .run(async ({ client }, maximum) => {
      const { alice, bob } = await cast()
      const answer = await client.bid(bob, await openAuction(alice), maximum)
      answer.assertProblem('amount_invalid')
    })

  test('{$self}, which is no number')
    .with(['"2000"', 'null', 'true', '[2000]', '{"amount":2000}', '""'])
    .run(async ({ client }, maximum) => {
      const { alice, bob } = await cast()
      const answer = await client.bid(bob, await openAuction(alice), JSON.parse(maximum))
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field: 'maximum' }] })
    })

  test('a first bid below the start price, a later one below the minimum', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { startPrice: 1000 })
    const first = await client.bid(bob, lot, 999)
    first.assertProblem('below_minimum', { minimum: 1000 })
    await client.bid(bob, lot, 5000)
    const later = await client.bid(carol, lot, 1049)
    later.assertProblem('below_minimum', { minimum: 1050 })
  })

  test('a raise of the leader that is not above their own maximum', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    for (const maximum of [2000, 1500]) {
      const answer = await client.bid(bob, lot, maximum)
      answer.assertProblem('not_above_own_maximum', { minimum: 2001 })
    }
  })

  test('in the order of the rules: the end before the seller, the seller before the amount', async ({
    client,
  }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const own = await client.bid(alice, lot, 0)
    own.assertProblem('own_auction')
    await rewind(lot, 61 * MINUTE_MS)
    const late = await client.bid(alice, lot, 0)
    late.assertProblem('auction_ended')
  })

  test('the body {$self}: it is not JSON')
    .with(['', '{', '{"maximum":2000', 'maximum=2000', '{"maximum":0x7d0}'])
    .run(async ({ client }, body) => {
      const { alice, bob } = await cast()
      const url = `/api/v1/auctions/${await openAuction(alice)}/bids`
      const request = client.post(url).as(bob).type('application/json')
      const answer = await request.unsafeJson(body)
      answer.assertProblem('malformed_body')
    })

  test('the body {$self}: it is no object with a maximum')
    .with(['null', '[]', '2000', '"maximum"', '{}', '{"Maximum":2000}'])
    .run(async ({ client }, body) => {
      const { alice, bob } = await cast()
      const url = `/api/v1/auctions/${await openAuction(alice)}/bids`
      const answer = await client.post(url).as(bob).type('application/json').unsafeJson(body)
      answer.assertProblem('validation_failed')
    })

  test('a form, and a body that is too large', async ({ client }) => {
    const { alice, bob } = await cast()
    const url = `/api/v1/auctions/${await openAuction(alice)}/bids`
    const form = await client.post(url).as(bob).form({ maximum: 2000 })
    form.assertProblem('malformed_body')
    const huge = await client
      .post(url)
      .as(bob)
      .json({ maximum: 2000, note: 'x'.repeat(5000) })
    huge.assertProblem('body_too_large')
  })

  test('more bids in a minute than the limit, of one bidder only', async ({ client, assert }) => {
    const { bob, carol } = await cast()
    const limit = knobs.limits.bidsPerMinute
    for (let count = 1; count <= limit; count++) {
      const answer = await client.bid(bob, UNKNOWN, 2000)
      answer.assertHeader('ratelimit-limit', String(limit))
      answer.assertHeader('ratelimit-remaining', String(limit - count))
    }
    const refused = await client.bid(bob, UNKNOWN, 2000)
    refused.assertProblem('too_many_requests')
    assert.isAbove(Number(refused.header('retry-after')), 0)
    const other = await client.bid(carol, UNKNOWN, 2000)
    other.assertProblem('auction_not_found')
  })

  test('and changes nothing at all', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 5000)
    const before = await stateOf(lot)
    await client.bid(carol, lot, 1049)
    await client.bid(carol, lot, 0)
    await client.bid(alice, lot, 9000)
    await client.bid(bob, lot, 4000)
    assert.deepEqual(await stateOf(lot), before)
    assert.lengthOf(await db.from('bids'), 1)
    assert.lengthOf(await db.from('auction_events'), 1)
  })
})
