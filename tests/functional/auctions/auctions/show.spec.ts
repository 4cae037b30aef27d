import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { cast, type Person } from '#tests/helpers/cast'
import { openAuction, pause, resetHouse, rewind, sweep } from '#tests/helpers/house'

const UNKNOWN = '/api/v1/auctions/01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('GET /auctions/:id', (group) => {
  group.each.setup(resetHouse)

  test('knows no such auction', async ({ client }) => {
    const unknown = await client.get(UNKNOWN)
    unknown.assertProblem('auction_not_found')
    const nonsense = await client.get('/api/v1/auctions/the-red-one')
    nonsense.assertProblem('not_found')
  })

  test('refuses a token that is not good', async ({ client }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const answer = await client.get(`/api/v1/auctions/${lot}`).bearerToken('oat_MQ.x')
    answer.assertProblem('unauthenticated')
  })

  test('shows a visitor everything that is public', async ({ client, assert }) => {
    const { alice } = await cast()
    const softClose = { windowMs: 1000, extensionMs: 2000, hardEndsAt: null }
    const lot = await openAuction(alice, {
      startPrice: 1000,
      reserve: 3000,
      buyNow: 9000,
      softClose,
    })
    const { startsAt, endsAt, serverTime, ...auction } = await show(client, lot)
    assert.isAbove(Date.parse(endsAt), Date.parse(startsAt))
    assert.isAtLeast(Date.parse(serverTime), Date.parse(startsAt))
    assert.deepEqual(auction, {
      id: lot,
      title: 'A brass telescope',
      description: 'With its box',
      seller: { id: alice.id, displayName: 'Alice' },
      publicSeq: 0,
      status: 'live',
      outcome: null,
      currency: 'EUR',
      startPrice: 1000,
      price: 1000,
      leader: null,
      minimumNext: 1000,
      reserveMet: false,
      bidCount: 0,
      buyNow: 9000,
      softClose: { windowMs: 1000, extensionMs: 2000 },
    })
  })

  test('tells a bidder their own maximum, and nobody else', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 7777)
    await client.bid(carol, lot, 2000)
    assert.containSubset(await show(client, lot, bob), { you: { leading: true, maximum: 7777 } })
    assert.containSubset(await show(client, lot, carol), { you: { leading: false, maximum: 2000 } })
    assert.containSubset(await show(client, lot, alice), { you: { leading: false, maximum: null } })
    assert.notProperty(await show(client, lot), 'you')
  })

  test('follows the bids', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { reserve: 2500, buyNow: 9000 })
    await client.bid(bob, lot, 2000)
    const first = await show(client, lot)
    assert.containSubset(first, { price: 1000, minimumNext: 1050, reserveMet: false, bidCount: 1 })
    assert.equal(first.buyNow, 9000, 'while the reserve is not met')
    await client.bid(carol, lot, 3000)
    const second = await show(client, lot)
    assert.containSubset(second, { price: 2500, minimumNext: 2600, reserveMet: true, bidCount: 2 })
    assert.isNull(second.buyNow)
    assert.notEqual(second.leader, first.leader)
    assert.isAbove(second.publicSeq, first.publicSeq)
  })

  test('an own raise that the public cannot see moves nothing', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const before = await show(client, lot)
    const raise = await client.bid(bob, lot, 3000)
    raise.assertStatus(201)
    const after = await show(client, lot)
    assert.deepEqual({ ...after, serverTime: before.serverTime }, before)
  })

  test('says where it stands from before its start until its outcome', async ({
    client,
    assert,
  }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice, { startsInMs: MINUTE_MS })
    assert.containSubset(await show(client, lot), { status: 'scheduled' })
    await rewind(lot, MINUTE_MS)
    assert.containSubset(await show(client, lot), { status: 'live' })
    await client.bid(bob, lot, 1000)
    await rewind(lot, 60 * MINUTE_MS)
    assert.containSubset(await show(client, lot), { status: 'ended', outcome: null })
    await sweep()
    assert.containSubset(await show(client, lot), { status: 'ended', outcome: 'sold', price: 1000 })
    const other = await openAuction(alice)
    await pause(other, mira)
    assert.containSubset(await show(client, other), { status: 'paused' })
  })
})

async function show(client: ApiClient, lot: string, viewer?: Person) {
  const request = client.get(`/api/v1/auctions/${lot}`)
  const answer = await (viewer ? request.as(viewer) : request)
  answer.assertStatus(200)
  return answer.body().data
}
