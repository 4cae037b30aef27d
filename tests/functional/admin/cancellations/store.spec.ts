import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, openAuction, pause, resetHouse, rewind } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000
const reason = 'The lot was stolen'

test.group('POST /admin/auctions/:id/cancellation', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer, a seller and a visitor', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const visitor = await client.post(`/api/v1/admin/auctions/${lot}/cancellation`).json({ reason })
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await cancel(client, other, lot)
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('refuses without a reason', async ({ client }) => {
    const { alice, mira } = await cast()
    const url = `/api/v1/admin/auctions/${await openAuction(alice)}/cancellation`
    for (const body of [{}, { reason: 'no' }, { reason: ['stolen'] }]) {
      const answer = await client.post(url).as(mira).json(body)
      answer.assertProblem('validation_failed')
    }
  })

  test('knows no such auction', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await cancel(client, mira, UNKNOWN)
    unknown.assertProblem('auction_not_found')
    const nonsense = await cancel(client, mira, '1')
    nonsense.assertProblem('not_found')
  })

  test('refuses after the end, and a second time', async ({ client, assert }) => {
    const { alice, mira } = await cast()
    const [ended, lot] = [await openAuction(alice), await openAuction(alice)]
    await rewind(ended, 61 * MINUTE_MS)
    const late = await cancel(client, mira, ended)
    late.assertProblem('auction_ended')
    await cancel(client, mira, lot)
    const twice = await cancel(client, mira, lot)
    twice.assertProblem('auction_ended')
    assert.lengthOf(await auditRows(), 1)
  })

  test('cancels an auction with bids, and a paused one', async ({ client, assert }) => {
    const { alice, bob, mira, ada } = await cast()
    const [lot, paused] = [await openAuction(alice), await openAuction(alice)]
    await client.bid(bob, lot, 2000)
    const answer = await cancel(client, mira, lot)
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { status: 'ended', outcome: 'cancelled' } })
    await pause(paused, mira)
    const other = await cancel(client, ada, paused)
    other.assertBodyContains({ data: { status: 'ended', outcome: 'cancelled' } })
    const rows = await auditRows()
    assert.containSubset(rows[0], { action: 'auction.cancelled', reason, actor_id: mira.id })
    assert.containSubset(rows[2], { action: 'auction.cancelled', reason, actor_id: ada.id })
  })

  test('does nothing where the audit log cannot be written', async ({ client, cleanup }) => {
    const { alice, mira } = await cast()
    const lot = await openAuction(alice)
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up'))
    const failed = await cancel(client, mira, lot)
    failed.assertProblem('internal_error')
    const auction = await client.get(`/api/v1/auctions/${lot}`)
    auction.assertBodyContains({ data: { status: 'live', outcome: null } })
  })
})

function cancel(client: ApiClient, staff: Person, lot: string) {
  return client.post(`/api/v1/admin/auctions/${lot}/cancellation`).as(staff).json({ reason })
}
