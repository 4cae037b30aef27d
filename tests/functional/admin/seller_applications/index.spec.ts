import { test } from '@japa/runner'
import { cast, person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { applied, decide } from '#tests/helpers/sellers'

const URL = '/api/v1/admin/seller-applications'

test.group('GET /admin/seller-applications', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but staff', async ({ client }) => {
    const { alice, bob } = await cast()
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await client.get(URL).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('refuses a status, limit or cursor that is none', async ({ client }) => {
    const { mira } = await cast()
    for (const qs of [{ status: 'lost' }, { limit: 0 }, { limit: 101 }]) {
      const answer = await client.get(URL).qs(qs).as(mira)
      answer.assertProblem('validation_failed')
    }
    const answer = await client.get(URL).qs({ cursor: 'here' }).as(mira)
    answer.assertProblem('invalid_cursor')
  })

  test('shows who waits, the oldest first, by pages', async ({ client, assert }) => {
    const { bob, carol, mira, ada } = await cast()
    const people = [bob, carol, await person('Dora')]
    const ids: string[] = []
    for (const somebody of people) ids.push(await applied(client, somebody))
    await decide(client, ada, ids[1], { decision: 'decline' })

    const first = await client.get(URL).qs({ limit: 2 }).as(mira)
    const { nextCursor } = first.body().meta
    const second = await client.get(URL).qs({ limit: 2, cursor: nextCursor }).as(mira)
    const seen = [...first.body().data, ...second.body().data]
    assert.deepEqual(
      seen.map(({ id }: { id: string }) => id),
      ids
    )
    assert.isNull(second.body().meta.nextCursor)
    assert.containSubset(seen[0], { user: { id: bob.id, email: bob.email }, decidedBy: null })

    const open = await client.get(URL).qs({ status: 'open' }).as(mira)
    assert.lengthOf(open.body().data, 2)
    const declined = await client.get(URL).qs({ status: 'declined' }).as(mira)
    declined.assertBodyContains({ data: [{ id: ids[1], decidedBy: { id: ada.id } }] })
  })
})
