import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { catalogueOf } from '#tests/helpers/catalogue'
import { cast } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const CATEGORIES = '/api/v1/admin/categories'
const FIELDS = '/api/v1/admin/fields'
const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const year = { key: 'year', label: { en: 'Year' }, type: 'integer' }
const oak = { key: 'oak', label: { en: 'Oak', de: 'Eiche' } }

test.group('The fields of a category', (group) => {
  group.each.setup(resetHouse)

  test('are edited by admins only', async ({ client, assert }) => {
    const { alice, bob, mira, ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const category = await catalogue.category('clocks')
    const { id } = await catalogue.field(category, 'maker')
    const requests = () => [
      client.post(`${CATEGORIES}/${category.id}/fields`).json(year),
      client.patch(`${FIELDS}/${id}`).json({ required: true }),
      client.delete(`${FIELDS}/${id}`),
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
    const [{ fields }] = await catalogue.tree()
    assert.deepEqual(
      fields.map(({ key, required }) => [key, required]),
      [['maker', false]]
    )
  })

  test('take no {what}')
    .with([
      { what: 'missing key', body: { key: undefined }, field: 'key' },
      { what: 'key with a dash', body: { key: 'a-b' }, field: 'key' },
      { what: 'key of 41 characters', body: { key: 'k'.repeat(41) }, field: 'key' },
      { what: 'label that is a text', body: { label: 'Year' }, field: 'label' },
      { what: 'label in no language', body: { label: {} }, field: 'label' },
      { what: 'empty label', body: { label: { en: '' } }, field: 'label.en' },
      { what: 'label that cannot be kept', body: { label: { en: 'a\0' } }, field: 'label.en' },
      { what: 'unknown type', body: { type: 'money' }, field: 'type' },
      { what: 'truth as a text', body: { required: 'true' }, field: 'required' },
      { what: 'limit as a text', body: { limits: { min: '1' } }, field: 'limits.min' },
      {
        what: 'limit of another type',
        body: { limits: { decimals: 2 } },
        field: 'limits.decimals',
      },
      { what: 'choices for a number', body: { choices: [oak] }, field: 'choices' },
      { what: 'choice without choices', body: { type: 'choice' }, field: 'choices' },
      {
        what: 'choice whose key is a sentence',
        body: { type: 'choice', choices: [{ ...oak, key: 'Old oak' }] },
        field: 'choices.0.key',
      },
      {
        what: 'text to filter by',
        body: { type: 'text', filterable: true },
        field: 'filterable',
      },
      { what: 'position before the first', body: { position: -1 }, field: 'position' },
    ])
    .run(async ({ client, assert }, { body, field }) => {
      const { ada } = await cast()
      const { id } = await catalogueOf(client, ada).category('clocks')
      const answer = await client
        .post(`${CATEGORIES}/${id}/fields`)
        .as(ada)
        .json({ ...year, ...body })
      answer.assertProblem('validation_failed')
      assert.equal(answer.body().errors[0].field, field)
    })

  test('are known by their id', async ({ client }) => {
    const { ada } = await cast()
    const nowhere = await client.post(`${CATEGORIES}/${UNKNOWN}/fields`).as(ada).json(year)
    nowhere.assertProblem('category_not_found')
    for (const [id, code] of [
      [UNKNOWN, 'field_not_found'],
      ['year', 'not_found'],
    ] as const) {
      const edited = await client.patch(`${FIELDS}/${id}`).as(ada).json({ required: true })
      edited.assertProblem(code)
      const deleted = await client.delete(`${FIELDS}/${id}`).as(ada)
      deleted.assertProblem(code)
    }
  })

  test('have a key each, with those above and those below', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const top = await catalogue.category('top')
    const middle = await catalogue.category('middle', top)
    const bottom = await catalogue.category('bottom', middle)
    const beside = await catalogue.category('beside')
    await catalogue.field(middle, 'year')
    for (const { id } of [top, middle, bottom]) {
      const answer = await client.post(`${CATEGORIES}/${id}/fields`).as(ada).json(year)
      answer.assertProblem('field_key_taken')
    }
    await catalogue.field(beside, 'year')
    const move = client.put(`${CATEGORIES}/${beside.id}/parent`).as(ada).header('if-match', '2')
    const moved = await move.json({ parentId: bottom.id })
    moved.assertProblem('field_key_taken')
    assert.lengthOf(await catalogue.tree(), 2)
  })

  test('are defined with all there is to say, or little', async ({ client, assert }) => {
    const { ada } = await cast()
    const { id } = await catalogueOf(client, ada).category('clocks')
    const whole = {
      key: 'diameter',
      label: { 'en': 'Diameter', 'de-AT': 'Durchmesser' },
      type: 'decimal',
      unit: 'mm',
      required: true,
      limits: { min: 0.5, max: 500, decimals: 1 },
      choices: [],
      filterable: true,
      showInList: true,
      help: { en: 'Without the crown' },
    }
    const first = await client.post(`${CATEGORIES}/${id}/fields`).as(ada).json(whole)
    first.assertStatus(201)
    assert.deepEqual(first.body().data, { id: first.body().data.id, ...whole })
    const little = await client
      .post(`${CATEGORIES}/${id}/fields`)
      .as(ada)
      .json({ ...year, position: 0 })
    assert.containSubset(little.body().data, { ...year, required: false, limits: {}, unit: null })
    const [{ fields }] = await catalogueOf(client, ada).tree()
    assert.deepEqual(fields, [little.body().data, first.body().data])
  })

  test('change, and what was not said stays', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    await catalogue.field(clocks, 'maker')
    const wood = await catalogue.field(clocks, 'wood', { type: 'choice', choices: [oak] })
    const edit = (body: object) => client.patch(`${FIELDS}/${wood.id}`).as(ada).json(body)
    const elm = { key: 'elm', label: { en: 'Elm' } }
    const answer = await edit({ choices: [elm, oak], showInList: true, position: 0, key: 'tree' })
    answer.assertStatus(200)
    assert.deepEqual(answer.body().data, { ...wood, choices: [elm, oak], showInList: true })
    const [{ fields, version }] = await catalogue.tree()
    assert.deepEqual(
      fields.map(({ key }) => key),
      ['wood', 'maker']
    )
    assert.equal(version, 4)
    const wrong = await edit({ type: 'text' })
    wrong.assertProblem('validation_failed')
    const retyped = await edit({ type: 'text', choices: [] })
    assert.containSubset(retyped.body().data, { type: 'text', choices: [] })
  })

  test('are deleted', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    const maker = await catalogue.field(clocks, 'maker')
    await catalogue.field(clocks, 'year')
    const answer = await client.delete(`${FIELDS}/${maker.id}`).as(ada)
    answer.assertStatus(204)
    const rows = await db.from('category_fields').select('key', 'position')
    assert.deepEqual(rows, [{ key: 'year', position: 0 }])
  })

  test('tell the audit log of each change', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    const maker = await catalogue.field(clocks, 'maker')
    await catalogue.field(clocks, 'year', { position: 0 })
    await client.patch(`${FIELDS}/${maker.id}`).as(ada).json({ required: true, position: 0 })
    await client.delete(`${FIELDS}/${maker.id}`).as(ada)
    const rows = await db.from('audit_log').orderBy('id')
    const told = rows.map(({ action, data }) => [action, data.subject])
    assert.deepEqual(told, [
      ['category.created', 'clocks'],
      ['field.defined', 'clocks.maker'],
      ['field.defined', 'clocks.year'],
      ['field.changed', 'clocks.maker'],
      ['fields.reordered', 'clocks'],
      ['field.deleted', 'clocks.maker'],
    ])
    assert.containSubset(rows[3], {
      subject_id: clocks.id,
      data: { before: { required: false }, after: { required: true } },
    })
  })
})
