import { test } from '@japa/runner'
import { childrenOf, fieldsOf } from '#domain/catalogue'
import { entriesOf, takeEntries } from '#domain/catalogue_file'
import { DEMO_CATEGORIES } from '#demo/categories'
import { DEMO_KINDS } from '#demo/catalogue'

test.group('The categories of the demo house', () => {
  const taken = takeEntries([], DEMO_CATEGORIES, () => crypto.randomUUID())

  test('are a good catalogue', ({ assert }) => {
    if (!taken.ok) return assert.fail(taken.fault)
    assert.sameDeepMembers(entriesOf(taken.catalogue), DEMO_CATEGORIES)
  })

  test('have one kind of lots each, unless others are under them', ({ assert }) => {
    if (!taken.ok) return assert.fail(taken.fault)
    const { catalogue } = taken
    const leaves = catalogue.filter(({ id }) => childrenOf(catalogue, id).length === 0)
    assert.sameMembers(
      leaves.map(({ slug }) => slug),
      DEMO_KINDS.map((kind) => kind.category)
    )
    for (const { id, slug } of leaves) assert.isAtLeast(fieldsOf(catalogue, id).length, 1, slug)
  })
})
