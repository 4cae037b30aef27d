import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { catalogueOf, outline } from '#tests/helpers/catalogue'
import { cast } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import type { CategoryAnswer } from '#transformers/catalogue'

const URL = '/api/v1/admin/categories'

test.group('The tree of categories', (group) => {
  group.each.setup(resetHouse)

  test('grows by POST, each where it was wanted', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const a = await catalogue.category('a')
    await catalogue.category('c')
    const body = { name: ' The B ', slug: 'b', icon: 'clock', position: 1 }
    const answer = await client.post(URL).as(ada).json(body)
    answer.assertStatus(201)
    assert.containSubset(answer.body().data, { name: 'The B', icon: 'clock', version: 1 })
    await catalogue.category('a-1', a)
    assert.equal(outline(await catalogue.tree()), 'a(a-1) b c')
  })

  test('changes by PATCH, and what was not said stays', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    for (const slug of ['a', 'b', 'c']) await catalogue.category(slug)
    const [, , { id }] = await catalogue.tree()
    const edit = (version: string, body: object) =>
      client.patch(`${URL}/${id}`).as(ada).header('if-match', version).json(body)
    const renamed = await edit('1', { name: 'New', icon: 'clock' })
    renamed.assertStatus(200)
    assert.containSubset(renamed.body().data, { name: 'New', slug: 'c', icon: 'clock', version: 2 })
    const moved = await edit('2', { position: 0, icon: null })
    assert.containSubset(moved.body().data, { name: 'New', icon: null, version: 3 })
    assert.equal(outline(await catalogue.tree()), 'c a b')
    const same = await edit('3', {})
    assert.equal(same.body().data.version, 3)
  })

  test('moves a branch with everything under it', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const a = await catalogue.category('a')
    const b = await catalogue.category('b', a)
    const c = await catalogue.category('c', b)
    await catalogue.field(b, 'year')
    await catalogue.category('d', c)
    const e = await catalogue.category('e')
    const f = await catalogue.category('f', e)
    const move = (body: object, version: string) =>
      client.put(`${URL}/${b.id}/parent`).as(ada).header('if-match', version).json(body)
    const answer = await move({ parentId: e.id, position: 0 }, '2')
    answer.assertStatus(200)
    assert.equal(outline([answer.body().data]), 'b(c(d))')
    assert.equal(outline(await catalogue.tree()), 'a e(b(c(d)) f)')
    const top = await move({ parentId: null }, '3')
    assert.equal(top.body().data.fields[0].key, 'year')
    assert.equal(outline(await catalogue.tree()), 'a e(f) b(c(d))')
    const [, { children }] = await catalogue.tree()
    assert.equal(children[0].id, f.id)
  })

  test('archives and shows again, also twice', async ({ client, assert }) => {
    const { ada } = await cast()
    const { id } = await catalogueOf(client, ada).category('a')
    for (const version of [2, 2]) {
      const answer = await client.put(`${URL}/${id}/archive`).as(ada)
      answer.assertStatus(200)
      assert.containSubset(answer.body().data, { archived: true, version })
    }
    for (let time = 0; time < 2; time++) {
      const answer = await client.delete(`${URL}/${id}/archive`).as(ada)
      answer.assertStatus(204)
    }
    const row = await db.from('categories').where('id', id).firstOrFail()
    assert.containSubset(row, { archived_at: null, version: 3 })
  })

  test('loses what nothing uses, with its fields', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const [, b] = [await catalogue.category('a'), await catalogue.category('b')]
    await catalogue.category('c')
    await catalogue.field(b, 'year')
    const answer = await client.delete(`${URL}/${b.id}`).as(ada)
    answer.assertStatus(204)
    assert.equal(outline(await catalogue.tree()), 'a c')
    const positions = await db.from('categories').orderBy('slug').select('position')
    assert.deepEqual(positions, [{ position: 0 }, { position: 1 }])
    assert.isEmpty(await db.from('category_fields'))
  })

  test('tells the audit log of each change', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const a = await catalogue.category('a')
    const b = await catalogue.category('b')
    const edit = client.patch(`${URL}/${a.id}`).as(ada).header('if-match', '1')
    await edit.json({ name: 'New', position: 1 })
    const move = client.put(`${URL}/${b.id}/parent`).as(ada).header('if-match', '1')
    await move.json({ parentId: a.id })
    await client.put(`${URL}/${b.id}/archive`).as(ada)
    await client.delete(`${URL}/${b.id}/archive`).as(ada)
    await client.delete(`${URL}/${b.id}`).as(ada)
    const rows = await db.from('audit_log').orderBy('id')
    const told = rows.map(({ action, data }) => [action, data.subject, data.before, data.after])
    assert.deepEqual(told.slice(2), [
      ['category.changed', 'a', { name: 'a' }, { name: 'New' }],
      ['children.reordered', 'the top', { order: ['a', 'b'] }, { order: ['b', 'a'] }],
      ['category.moved', 'b', { parent: null }, { parent: 'a' }],
      ['category.archived', 'b', { archived: false }, { archived: true }],
      ['category.unarchived', 'b', { archived: true }, { archived: false }],
      [
        'category.deleted',
        'b',
        { parent: 'a', name: 'b', slug: 'b', icon: null, archived: false },
        {},
      ],
    ])
    for (const row of rows) {
      assert.containSubset(row, { actor_id: ada.id, subject_type: 'category' })
    }
    assert.equal(rows[2].subject_id, a.id)
  })

  test('does nothing where the audit log cannot be written', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { ada } = await cast()
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up'))
    const failed = await client.post(URL).as(ada).json({ name: 'A', slug: 'a' })
    failed.assertProblem('internal_error')
    assert.isEmpty(await catalogueOf(client, ada).tree())
  })

  test('stays a tree while many move it at once', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const slugs = ['a', 'b', 'c', 'd']
    const categories: CategoryAnswer[] = []
    for (const slug of slugs) categories.push(await catalogue.category(slug))
    const answers = await Promise.all(
      categories.map(({ id }, index) =>
        client
          .put(`${URL}/${id}/parent`)
          .as(ada)
          .header('if-match', '1')
          .json({ parentId: categories[(index + 1) % slugs.length].id })
      )
    )
    const codes = answers.map((answer) => answer.body().code ?? 'moved').sort()
    assert.deepEqual(codes, ['category_cycle', 'moved', 'moved', 'moved'])
    const tree = outline(await catalogue.tree())
    assert.lengthOf(tree.match(/[a-d]/g) ?? [], 4)
  })
})
