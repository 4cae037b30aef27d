import { test } from '@japa/runner'
import { DEEPEST_LEVEL } from '#domain/catalogue'
import { catalogueOf } from '#tests/helpers/catalogue'
import { cast } from '#tests/helpers/cast'
import { auditRows, resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/admin/categories'
const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const good = { name: 'Clocks', slug: 'clocks' }

test.group('The categories of admins', (group) => {
  group.each.setup(resetHouse)

  test('are edited by admins only', async ({ client, assert }) => {
    const { alice, bob, mira, ada } = await cast()
    const { id } = await catalogueOf(client, ada).category('clocks')
    const requests = () => [
      client.get(URL),
      client.post(URL).json(good),
      client.patch(`${URL}/${id}`).header('if-match', '1').json({ name: 'Mine' }),
      client.put(`${URL}/${id}/parent`).header('if-match', '1').json({ parentId: null }),
      client.put(`${URL}/${id}/archive`),
      client.delete(`${URL}/${id}/archive`),
      client.delete(`${URL}/${id}`),
    ]
    for (const request of requests()) {
      const answer = await request
      answer.assertProblem('unauthenticated')
    }
    for (const other of [alice, bob, mira]) {
      for (const request of requests()) {
        const answer = await request.as(other)
        answer.assertProblem('forbidden')
      }
    }
    assert.lengthOf(await auditRows(), 1)
  })

  test('take no {what}')
    .with([
      { what: 'missing name', body: { name: undefined }, field: 'name' },
      { what: 'empty name', body: { name: '  ' }, field: 'name' },
      { what: 'name of 81 characters', body: { name: 'x'.repeat(81) }, field: 'name' },
      { what: 'name that cannot be kept', body: { name: 'a\0b' }, field: 'name' },
      { what: 'name that is a number', body: { name: 7 }, field: 'name' },
      { what: 'slug in capitals', body: { slug: 'Clocks' }, field: 'slug' },
      { what: 'slug that ends in a dash', body: { slug: 'clocks-' }, field: 'slug' },
      { what: 'icon with a path', body: { icon: '../x' }, field: 'icon' },
      { what: 'parent that is no id', body: { parentId: 'clocks' }, field: 'parentId' },
      { what: 'position before the first', body: { position: -1 }, field: 'position' },
      { what: 'position as a text', body: { position: '1' }, field: 'position' },
    ])
    .run(async ({ client, assert }, { body, field }) => {
      const { ada } = await cast()
      const answer = await client
        .post(URL)
        .as(ada)
        .json({ ...good, ...body })
      answer.assertProblem('validation_failed')
      assert.equal(answer.body().errors[0].field, field)
    })

  test('do not change to what they could not be', async ({ client }) => {
    const { ada } = await cast()
    const { id } = await catalogueOf(client, ada).category('clocks')
    for (const body of [{ name: '' }, { slug: 'a b' }, { icon: '' }, { position: 0.5 }]) {
      const answer = await client.patch(`${URL}/${id}`).as(ada).header('if-match', '1').json(body)
      answer.assertProblem('validation_failed')
    }
    const nowhere = client.put(`${URL}/${id}/parent`).as(ada).header('if-match', '1')
    const unsaid = await nowhere.json({})
    unsaid.assertProblem('validation_failed')
  })

  test('are known by their id', async ({ client }) => {
    const { ada } = await cast()
    for (const [id, code] of [
      [UNKNOWN, 'category_not_found'],
      ['clocks', 'not_found'],
    ] as const) {
      const answers = await Promise.all([
        client.patch(`${URL}/${id}`).as(ada).header('if-match', '1').json({ name: 'New' }),
        client.put(`${URL}/${id}/parent`).as(ada).header('if-match', '1').json({ parentId: null }),
        client.put(`${URL}/${id}/archive`).as(ada),
        client.delete(`${URL}/${id}/archive`).as(ada),
        client.delete(`${URL}/${id}`).as(ada),
      ])
      for (const answer of answers) answer.assertProblem(code)
    }
  })

  test('have a slug each', async ({ client }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    const books = await catalogue.category('books')
    const under = { ...good, parentId: books.id }
    const created = await client.post(URL).as(ada).json(under)
    created.assertProblem('slug_taken')
    const edit = client.patch(`${URL}/${books.id}`).as(ada).header('if-match', '1')
    const edited = await edit.json({ slug: clocks.slug })
    edited.assertProblem('slug_taken')
  })

  test('are put under one that there is, and never under themselves', async ({ client }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    const watches = await catalogue.category('watches', clocks)
    const orphan = await client.post(URL).as(ada).json({ name: 'A', slug: 'a', parentId: UNKNOWN })
    orphan.assertProblem('parent_not_found')
    for (const [parentId, code] of [
      [UNKNOWN, 'parent_not_found'],
      [clocks.id, 'category_cycle'],
      [watches.id, 'category_cycle'],
    ] as const) {
      const move = client.put(`${URL}/${clocks.id}/parent`).as(ada).header('if-match', '1')
      const answer = await move.json({ parentId })
      answer.assertProblem(code)
    }
  })

  test('are not deeper than six levels, however they got there', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const path = [await catalogue.category('level-1')]
    while (path.length < DEEPEST_LEVEL) {
      path.push(await catalogue.category(`level-${path.length + 1}`, path.at(-1)))
    }
    assert.lengthOf(path, 6)
    const seventh = { name: 'a', slug: 'a', parentId: path[5].id }
    const created = await client.post(URL).as(ada).json(seventh)
    created.assertProblem('category_too_deep')
    const top = await catalogue.category('top')
    const move = client.put(`${URL}/${path[0].id}/parent`).as(ada).header('if-match', '1')
    const moved = await move.json({ parentId: top.id })
    moved.assertProblem('category_too_deep')
  })

  test('are not deleted while others are under them', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    await catalogue.category('watches', clocks)
    const answer = await client.delete(`${URL}/${clocks.id}`).as(ada)
    answer.assertStatus(409)
    answer.assertProblem('category_in_use')
    assert.lengthOf(await catalogue.tree(), 1)
  })

  test('change only for who has read their version', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const { id } = await catalogue.category('clocks')
    const edit = (version: string | null, name: string) => {
      const request = client.patch(`${URL}/${id}`).as(ada).json({ name })
      return version === null ? request : request.header('if-match', version)
    }
    const unread = await edit(null, 'Unread')
    unread.assertStatus(428)
    unread.assertProblem('if_match_required')
    const first = await edit('"1"', 'First')
    assert.equal(first.body().data.version, 2)
    const late = await edit('"1"', 'Late')
    late.assertStatus(412)
    late.assertProblem('stale')
    const move = client.put(`${URL}/${id}/parent`).as(ada).json({ parentId: null })
    const staleMove = await move.header('if-match', '1')
    staleMove.assertProblem('stale')
    const blindMove = await client.put(`${URL}/${id}/parent`).as(ada).json({ parentId: null })
    blindMove.assertProblem('if_match_required')
    const [{ name }] = await catalogue.tree()
    assert.equal(name, 'First')
  })
})
