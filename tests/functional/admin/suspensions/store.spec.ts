import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, openAuction, resetHouse, stateOf } from '#tests/helpers/house'
import { until } from '#tests/helpers/until'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const reason = 'Does not pay'

test.group('POST /admin/users/:id/suspension', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer, a seller and a visitor', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const visitor = await client.post(`/api/v1/admin/users/${carol.id}/suspension`).json({ reason })
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await suspend(client, other, carol.id)
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('refuses without a reason', async ({ client }) => {
    const { bob, mira } = await cast()
    const answer = await client.post(`/api/v1/admin/users/${bob.id}/suspension`).as(mira).json({})
    answer.assertProblem('validation_failed')
  })

  test('knows no such user', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await suspend(client, mira, UNKNOWN)
    unknown.assertProblem('user_not_found')
    const nonsense = await suspend(client, mira, 'bob')
    nonsense.assertProblem('not_found')
  })

  test('refuses a second time, and a case of their own', async ({ client, assert }) => {
    const { bob, mira, ada } = await cast()
    await suspend(client, mira, bob.id)
    const twice = await suspend(client, ada, bob.id)
    twice.assertStatus(409)
    twice.assertProblem('already_suspended')
    const own = await suspend(client, mira, mira.id)
    own.assertStatus(403)
    own.assertProblem('conflict_of_interest')
    assert.lengthOf(await auditRows(), 1)
  })

  test('suspends a bidder, whose bids stand and who learns of it', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const answer = await suspend(client, mira, bob.id)
    answer.assertStatus(201)
    assert.deepEqual(answer.body().data, { userId: bob.id, suspended: true })
    assert.containSubset(await stateOf(lot), { leader_id: bob.id })
    const me = await client.get('/api/v1/me').as(bob)
    me.assertBodyContains({ data: { suspended: true } })
    const [row] = await auditRows()
    assert.containSubset(row, { action: 'user.suspended', reason, actor_id: mira.id })
    assert.containSubset(row, { subject_type: 'user', subject_id: bob.id })
  })

  test('suspends a seller and staff, who do nothing more soon after', async ({ client }) => {
    const { alice, bob, mira, ada } = await cast()
    const lot = await openAuction(alice)
    const deeds = [
      () => client.post('/api/v1/seller/auctions').as(alice).json({}),
      () => client.post(`/api/v1/seller/auctions/${lot}/cancellation`).as(alice),
      () => client.get(`/api/v1/admin/auctions/${lot}/bids`).as(mira),
      () => suspend(client, mira, bob.id),
    ]
    await suspend(client, ada, alice.id)
    await suspend(client, ada, mira.id)
    for (const deed of deeds) {
      await until(async () => {
        const answer = await deed()
        return answer.body().code === 'account_suspended'
      }, 'account_suspended')
    }
  })

  test('does nothing where the audit log cannot be written', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { bob, mira } = await cast()
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up'))
    const failed = await suspend(client, mira, bob.id)
    failed.assertProblem('internal_error')
    const user = await db.from('users').where('id', bob.id).firstOrFail()
    assert.isNull(user.suspended_at)
  })
})

function suspend(client: ApiClient, staff: Person, userId: string) {
  return client.post(`/api/v1/admin/users/${userId}/suspension`).as(staff).json({ reason })
}
