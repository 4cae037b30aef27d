import { test } from '@japa/runner'
import { cast, person } from '#tests/helpers/cast'
import { openAuction, resetHouse, rewind, sweep } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000
const PRIVATE = { legalName: 'Alice Cooper & Co', address: 'Back Lane 7', country: 'GB' }

test.group('GET /sellers/:id', (group) => {
  group.each.setup(resetHouse)

  test('knows no such seller, nor a buyer as one', async ({ client }) => {
    const { bob } = await cast()
    for (const id of [UNKNOWN, bob.id]) {
      const answer = await client.get(`/api/v1/sellers/${id}`)
      answer.assertProblem('seller_not_found')
    }
    const nonsense = await client.get('/api/v1/sellers/alice')
    nonsense.assertProblem('not_found')
  })

  test('tells everybody name, since when, lots sold and about, no more', async ({
    client,
    assert,
  }) => {
    const { alice, bob } = await cast()
    const lots = [await openAuction(alice), await openAuction(alice), await openAuction(alice)]
    for (const lot of lots.slice(0, 2)) {
      await client.bid(bob, lot, 2000)
      await rewind(lot, 61 * MINUTE_MS)
    }
    await sweep()
    await client
      .patch('/api/v1/seller/profile')
      .as(alice)
      .json({ name: 'Alice & Daughters', about: 'Since 1888', ...PRIVATE })
    const answer = await client.get(`/api/v1/sellers/${alice.id}`)
    answer.assertStatus(200)
    const { since, ...seller } = answer.body().data
    assert.deepEqual(seller, {
      id: alice.id,
      name: 'Alice & Daughters',
      lotsSold: 2,
      about: 'Since 1888',
    })
    assert.isAbove(Date.parse(since), Date.parse('2020-01-01'))
  })
})

test.group('GET /admin/sellers/:id', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but staff, sellers too', async ({ client }) => {
    const { alice, bob } = await cast()
    const url = `/api/v1/admin/sellers/${alice.id}`
    const visitor = await client.get(url)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob, await person('Zoe', ['seller'])]) {
      const answer = await client.get(url).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('tells staff the private details', async ({ client }) => {
    const { alice, mira } = await cast()
    await client.patch('/api/v1/seller/profile').as(alice).json(PRIVATE)
    const answer = await client.get(`/api/v1/admin/sellers/${alice.id}`).as(mira)
    answer.assertBodyContains({ data: { ...PRIVATE, email: alice.email, suspended: false } })
    const unknown = await client.get(`/api/v1/admin/sellers/${UNKNOWN}`).as(mira)
    unknown.assertProblem('seller_not_found')
  })
})
