import { test } from '@japa/runner'
import { cast } from '#tests/helpers/cast'
import { houseNow, openAuction, resetHouse } from '#tests/helpers/house'

const MINUTE_MS = 60_000

test.group('POST /auctions/:id/bids', (group) => {
  group.each.setup(resetHouse)

  test('takes a first bid at the start price', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { startPrice: 1000 })
    const answer = await client.bid(bob, lot, 7777)
    answer.assertStatus(201)
    const { bidId, endsAt, ...receipt } = answer.body().data
    assert.match(bidId, /^[0-9a-f-]{36}$/)
    assert.isAbove(Date.parse(endsAt), await houseNow())
    assert.deepEqual(receipt, { leading: true, price: 1000, minimumNext: 1050, reserveMet: true })
  })

  test('raises the price by proxy, and the lead changes to the higher maximum', async ({
    client,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    const below = await client.bid(carol, lot, 2000)
    below.assertBodyContains({ data: { leading: false, price: 2050, minimumNext: 2100 } })
    const above = await client.bid(carol, lot, 5000)
    above.assertBodyContains({ data: { leading: true, price: 3100, minimumNext: 3200 } })
  })

  test('leaves the lead to the earlier of two equal maxima', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    const answer = await client.bid(carol, lot, 3000)
    answer.assertBodyContains({ data: { leading: false, price: 3000 } })
  })

  test('takes a raise of the own maximum at the same price', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    const answer = await client.bid(bob, lot, 4000)
    answer.assertBodyContains({ data: { leading: true, price: 1000 } })
  })

  test('moves the price to the reserve once a maximum reaches it', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice, { reserve: 2600 })
    const under = await client.bid(bob, lot, 2599)
    under.assertBodyContains({ data: { price: 1000, reserveMet: false } })
    const reached = await client.bid(bob, lot, 2600)
    reached.assertBodyContains({ data: { price: 2600, reserveMet: true } })
  })

  test('extends an auction that is about to end', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const softClose = { windowMs: 5 * MINUTE_MS, extensionMs: 10 * MINUTE_MS, hardEndsAt: null }
    const lot = await openAuction(alice, { endsInMs: MINUTE_MS, softClose })
    const answer = await client.bid(bob, lot, 3000)
    const leftMs = Date.parse(answer.body().data.endsAt) - (await houseNow())
    assert.approximately(leftMs, 10 * MINUTE_MS, MINUTE_MS / 2)
    const raise = await client.bid(bob, lot, 4000)
    assert.equal(raise.body().data.endsAt, answer.body().data.endsAt)
  })
})
