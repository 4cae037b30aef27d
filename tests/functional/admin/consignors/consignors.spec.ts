import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/admin/consignors'
const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const ESTATE = { name: 'Estate of H. Grey', address: 'Mill Lane 2', commissionBps: 1250, note: '' }

test.group('Consignors', (group) => {
  group.each.setup(resetHouse)

  test('are for staff alone', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const id = await added(client, mira)
    const one = `${URL}/${id}`
    for (const other of [alice, bob]) {
      const answers = [
        await client.get(URL).as(other),
        await client.get(one).as(other),
        await client.post(URL).as(other).json(ESTATE),
        await client.patch(one).as(other).json({ note: 'Mine' }),
      ]
      for (const answer of answers) answer.assertProblem('forbidden')
    }
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    assert.lengthOf(await auditRows(), 1)
  })

  test('are refused with a {field} that is {what}')
    .with([
      { field: 'name', what: 'missing', value: undefined },
      { field: 'name', what: 'blank', value: ' ' },
      { field: 'name', what: 'too long', value: 'x'.repeat(201) },
      { field: 'address', what: 'too long', value: 'x'.repeat(501) },
      { field: 'commissionBps', what: 'missing', value: undefined },
      { field: 'commissionBps', what: 'above 100 %', value: 10_001 },
      { field: 'commissionBps', what: 'half a point', value: 0.5 },
      { field: 'note', what: 'too long', value: 'x'.repeat(2001) },
    ])
    .run(async ({ client }, { field, value }) => {
      const { mira } = await cast()
      const changed = { ...ESTATE, [field]: value }
      const answer = await client.post(URL).as(mira).json(changed)
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
      if (value === undefined) return
      const patched = await client
        .patch(`${URL}/${await added(client, mira)}`)
        .as(mira)
        .json({ [field]: value })
      patched.assertProblem('validation_failed')
    })

  test('that are not there are not found', async ({ client }) => {
    const { mira } = await cast()
    const read = await client.get(`${URL}/${UNKNOWN}`).as(mira)
    read.assertProblem('consignor_not_found')
    const changed = await client.patch(`${URL}/${UNKNOWN}`).as(mira).json({ note: 'Gone' })
    changed.assertProblem('consignor_not_found')
    const nonsense = await client.get(`${URL}/grey`).as(mira)
    nonsense.assertProblem('not_found')
  })

  test('are added and changed, with before and after in the audit log', async ({
    client,
    assert,
  }) => {
    const { mira, ada } = await cast()
    const answer = await client.post(URL).as(mira).json({ name: ESTATE.name, commissionBps: 1250 })
    answer.assertStatus(201)
    answer.assertBodyContains({
      data: { name: ESTATE.name, address: '', note: '', createdBy: { id: mira.id } },
    })
    const { id } = answer.body().data
    const changed = await client.patch(`${URL}/${id}`).as(ada).json({ commissionBps: 900 })
    changed.assertBodyContains({ data: { id, name: ESTATE.name, commissionBps: 900 } })
    const read = await client.get(`${URL}/${id}`).as(mira)
    assert.deepEqual(read.body(), changed.body())
    assert.containSubset(await auditRows(), [
      { action: 'consignor.added', actor_id: mira.id, subject_id: id },
      {
        action: 'consignor.changed',
        actor_id: ada.id,
        subject_type: 'consignor',
        data: { before: { commissionBps: 1250 }, after: { commissionBps: 900 } },
      },
    ])
  })

  test('are listed by pages', async ({ client, assert }) => {
    const { mira } = await cast()
    const ids = [await added(client, mira), await added(client, mira), await added(client, mira)]
    const first = await client.get(URL).qs({ limit: 2 }).as(mira)
    const { nextCursor } = first.body().meta
    const second = await client.get(URL).qs({ limit: 2, cursor: nextCursor }).as(mira)
    const seen = [...first.body().data, ...second.body().data].map(({ id }: { id: string }) => id)
    assert.deepEqual(seen, ids)
    const lost = await client.get(URL).qs({ cursor: 'here' }).as(mira)
    lost.assertProblem('invalid_cursor')
    const none = await client.get(URL).qs({ limit: 0 }).as(mira)
    none.assertProblem('validation_failed')
  })
})

async function added(client: ApiClient, staff: Person): Promise<string> {
  const answer = await client.post(URL).as(staff).json(ESTATE)
  answer.assertStatus(201)
  return answer.body().data.id
}
