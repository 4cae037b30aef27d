import { test } from '@japa/runner'
import { catalogueOf, outline } from '#tests/helpers/catalogue'
import { cast } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

test.group('GET /categories', (group) => {
  group.each.setup(resetHouse)

  test('is empty in an empty house', async ({ client, assert }) => {
    const answer = await client.get('/api/v1/categories')
    answer.assertStatus(200)
    assert.deepEqual(answer.body(), { data: [] })
  })

  test('shows everybody the tree with its fields', async ({ client, assert }) => {
    const { ada, bob } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    const watches = await catalogue.category('watches', clocks)
    const field = await catalogue.field(clocks, 'year', { type: 'integer', filterable: true })
    const answer = await client.get('/api/v1/categories')
    answer.assertStatus(200)
    assert.deepEqual(answer.body().data, [
      {
        id: clocks.id,
        parentId: null,
        name: 'clocks',
        slug: 'clocks',
        icon: null,
        archived: false,
        version: 2,
        fields: [field],
        children: [{ ...watches, parentId: clocks.id }],
      },
    ])
    const signedIn = await client.get('/api/v1/categories').as(bob)
    assert.deepEqual(signedIn.body(), answer.body())
  })

  test('hides what is archived, with everything under it', async ({ client, assert }) => {
    const { ada } = await cast()
    const catalogue = catalogueOf(client, ada)
    const clocks = await catalogue.category('clocks')
    await catalogue.category('watches', clocks)
    await catalogue.category('books')
    await client.put(`/api/v1/admin/categories/${clocks.id}/archive`).as(ada)
    const answer = await client.get('/api/v1/categories')
    assert.equal(outline(answer.body().data), 'books')
    assert.equal(outline(await catalogue.tree()), 'clocks(watches) books')
  })
})
