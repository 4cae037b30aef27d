import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, openAuction, resetHouse } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'

test.group('DELETE /admin/users/:id/suspension', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer, a seller and a visitor', async ({ client }) => {
    const { alice, bob } = await cast()
    await suspended(bob)
    const visitor = await client.delete(urlOf(bob.id))
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await client.delete(urlOf(bob.id)).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('knows no such user', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await client.delete(urlOf(UNKNOWN)).as(mira)
    unknown.assertProblem('user_not_found')
    const nonsense = await client.delete(urlOf('bob')).as(mira)
    nonsense.assertProblem('not_found')
  })

  test('refuses where nobody is suspended, and staff their own', async ({ client, assert }) => {
    const { bob, mira } = await cast()
    const nothing = await client.delete(urlOf(bob.id)).as(mira)
    nothing.assertStatus(409)
    nothing.assertProblem('not_suspended')
    const own = await client.delete(urlOf(mira.id)).as(mira)
    own.assertProblem('conflict_of_interest')
    assert.isEmpty(await auditRows())
  })

  test('refuses suspended staff, who would let each other in', async ({ client }) => {
    const { mira, ada } = await cast()
    await suspended(mira)
    await suspended(ada)
    const answer = await client.delete(urlOf(ada.id)).as(mira)
    answer.assertProblem('account_suspended')
  })

  test('lets the bidder bid again', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await suspended(bob)
    const before = await client.bid(bob, lot, 2000)
    before.assertProblem('bidder_blocked')
    const answer = await client.delete(urlOf(bob.id)).as(mira)
    answer.assertStatus(204)
    const after = await client.bid(bob, lot, 2000)
    after.assertStatus(201)
    const [row] = await auditRows()
    assert.containSubset(row, { action: 'user.reinstated', actor_id: mira.id })
  })
})

function urlOf(userId: string) {
  return `/api/v1/admin/users/${userId}/suspension`
}

async function suspended(person: Person) {
  const suspension = { suspended_at: new Date(), suspension_reason: 'Does not pay' }
  await db.from('users').where('id', person.id).update(suspension)
}
