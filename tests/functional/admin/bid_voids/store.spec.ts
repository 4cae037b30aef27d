import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, openAuction, resetHouse, rewind, stateOf } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000
const reason = 'Shill bidding'

test.group('POST /admin/auctions/:id/bid-voids', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer and a seller, and a visitor', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const url = `/api/v1/admin/auctions/${lot}/bid-voids`
    const visitor = await client.post(url).json({ bidderId: bob.id, reason })
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await voidBids(client, other, lot, { bidderId: bob.id })
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('refuses {what}')
    .with([
      { what: 'neither bid nor bidder', field: 'bidId', order: {} },
      { what: 'a bid by its number', field: 'bidId', order: { bidId: 1 } },
      { what: 'a bidder by name', field: 'bidderId', order: { bidderId: 'bob' } },
      { what: 'no reason', field: 'reason', order: { bidId: UNKNOWN, reason: undefined } },
      { what: 'a blank reason', field: 'reason', order: { bidId: UNKNOWN, reason: '   ' } },
      {
        what: 'a reason with a NUL',
        field: 'reason',
        order: { bidId: UNKNOWN, reason: 'no\u0000t' },
      },
      {
        what: 'a reason with half a character',
        field: 'reason',
        order: { bidId: UNKNOWN, reason: 'half \ud83d' },
      },
      {
        what: 'a reason without end',
        field: 'reason',
        order: { bidId: UNKNOWN, reason: 'x'.repeat(1001) },
      },
    ])
    .run(async ({ client }, { field, order }) => {
      const { alice, mira } = await cast()
      const answer = await voidBids(client, mira, await openAuction(alice), order)
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('knows no such auction', async ({ client }) => {
    const { bob, mira } = await cast()
    const unknown = await voidBids(client, mira, UNKNOWN, { bidderId: bob.id })
    unknown.assertProblem('auction_not_found')
    const nonsense = await voidBids(client, mira, '1', { bidderId: bob.id })
    nonsense.assertProblem('not_found')
  })

  test('finds no bid: unknown, of another auction, voided already', async ({ client }) => {
    const { alice, bob, carol, mira } = await cast()
    const [lot, other] = [await openAuction(alice), await openAuction(alice)]
    const here = await client.bid(bob, lot, 2000)
    const there = await client.bid(bob, other, 2000)
    const { bidId } = here.body().data
    await voidBids(client, mira, lot, { bidId })
    const missing = [{ bidId }, { bidId: UNKNOWN }, { bidId: there.body().data.bidId }]
    for (const order of [...missing, { bidderId: carol.id }, { bidderId: bob.id }]) {
      const answer = await voidBids(client, mira, lot, order)
      answer.assertProblem('bid_not_found')
    }
  })

  test('refuses after the end', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    await rewind(lot, 61 * MINUTE_MS)
    const answer = await voidBids(client, mira, lot, { bidderId: bob.id })
    answer.assertStatus(409)
    answer.assertProblem('auction_ended')
  })

  test('removes one bid, and price and lead become what the others make them', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    const bid = await client.bid(carol, lot, 5000)
    const answer = await voidBids(client, mira, lot, {
      bidId: bid.body().data.bidId.toUpperCase(),
    })
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { price: 1000, bidCount: 1, publicSeq: 3 } })
    assert.containSubset(await stateOf(lot), { leader_id: bob.id, maximum: '3000', seq: '2' })
    const next = await client.bid(carol, lot, 1050)
    next.assertBodyContains({ data: { leading: false, price: 1100 } })
  })

  test("removes all of a bidder's bids", async ({ client, assert }) => {
    const { alice, bob, carol, ada } = await cast()
    const lot = await openAuction(alice)
    await client.bid(carol, lot, 2000)
    await client.bid(bob, lot, 1500)
    await client.bid(carol, lot, 4000)
    const answer = await voidBids(client, ada, lot, { bidderId: carol.id })
    answer.assertBodyContains({ data: { price: 1000, bidCount: 1 } })
    assert.containSubset(await stateOf(lot), { leader_id: bob.id, maximum: '1500' })
    assert.lengthOf(await db.from('bids').whereNotNull('voided_version'), 2)
  })

  test('shows the public nothing where it could see nothing', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const raise = await client.bid(bob, lot, 4000)
    const answer = await voidBids(client, mira, lot, { bidId: raise.body().data.bidId })
    answer.assertBodyContains({ data: { price: 1000, publicSeq: 1 } })
    assert.containSubset(await stateOf(lot), { maximum: '2000' })
  })

  test('leaves a row in the audit log, or nothing is done', async ({ client, assert, cleanup }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 7777)
    const before = await stateOf(lot)
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT IF EXISTS full_up'))
    const failed = await voidBids(client, mira, lot, { bidderId: bob.id })
    failed.assertProblem('internal_error')
    assert.deepEqual(await stateOf(lot), before)
    await db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up')
    await voidBids(client, mira, lot, { bidderId: bob.id })
    const [row] = await auditRows()
    assert.containSubset(row, { action: 'bidder.voided', reason, actor_id: mira.id })
    assert.containSubset(row, { subject_type: 'auction', subject_id: lot })
    assert.notInclude(JSON.stringify(row), '7777')
  })
})

function voidBids(client: ApiClient, staff: Person, lot: string, order: Record<string, unknown>) {
  const request = client.post(`/api/v1/admin/auctions/${lot}/bid-voids`).as(staff)
  return request.json({ reason, ...order })
}
