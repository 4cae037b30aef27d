import fc from 'fast-check'
import { test } from '@japa/runner'
import {
  activeOf,
  catalogueFault,
  childrenOf,
  fieldsOf,
  type Catalogue,
  type Category,
} from '#domain/catalogue'
import { changeCatalogue, type CatalogueChange } from '#domain/catalogue_changes'
import { differencesOf, inOrder, withNewVersions } from '#domain/catalogue_differences'
import { wholeDefinition } from '#domain/category_fields'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const id = fc.constantFrom(...names)
const position = fc.option(fc.nat(5), { nil: undefined })
const parentId = fc.option(id, { freq: 1 })

function fieldOf(key: string, fieldId = key) {
  return { ...wholeDefinition({ key, label: { en: key }, type: 'text' }), id: fieldId }
}

function category(slug: string, parent: string | null, ...keys: string[]): Category {
  const fields = keys.map((key) => fieldOf(key, `${slug}.${key}`))
  return {
    id: slug,
    slug,
    name: slug,
    icon: null,
    parentId: parent,
    isArchived: false,
    version: 1,
    fields,
  }
}

const changes: fc.Arbitrary<CatalogueChange[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('create_category' as const),
      category: fc
        .record({ id, parentId })
        .map((given) => ({ ...given, name: given.id, slug: given.id, icon: null })),
      position,
    }),
    fc.record({
      type: fc.constant('move_category' as const),
      categoryId: id,
      version: fc.constant(1),
      parentId,
      position,
    }),
    fc.record({
      type: fc.constant('edit_category' as const),
      categoryId: id,
      version: fc.constant(1),
      changes: fc.record({ slug: id }, { requiredKeys: [] }),
      position,
    }),
    fc.record({ type: fc.constant('delete_category' as const), categoryId: id }),
    fc.record({
      type: fc.constant('define_field' as const),
      categoryId: id,
      field: fc.tuple(id, fc.uuid()).map(([key, fieldId]) => fieldOf(key, fieldId)),
      position,
    })
  ),
  { minLength: 10, maxLength: 40, size: 'max' }
)

/** Looks at every step of many histories; an id is taken once only, as the house gives them. */
function always(look: (before: Catalogue, after: Catalogue, change: CatalogueChange) => void) {
  fc.assert(
    fc.property(changes, (planned) => {
      let catalogue: Catalogue = []
      for (const change of planned) {
        const isThere = (one: string) => catalogue.some((other) => other.id === one)
        if (change.type === 'create_category' && isThere(change.category.id)) continue
        const changed = changeCatalogue(catalogue, change)
        if (!changed.ok) continue
        look(catalogue, changed.catalogue, change)
        catalogue = changed.catalogue
      }
    }),
    { numRuns: 300 }
  )
}

test.group('Whatever is done to a catalogue', () => {
  test('it stays a tree, with one field of a key on every path', ({ assert }) => {
    always((_before, after) => {
      assert.isNull(catalogueFault(after))
      assert.sameMembers(inOrder(after), [...after])
    })
  })

  test('it has no differences from itself, and some from what it was not', ({ assert }) => {
    always((before, after) => {
      assert.isEmpty(differencesOf(after, after))
      const isSame = JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(after))
      assert.equal(differencesOf(before, after).length === 0, isSame)
    })
  })

  test('a moved category keeps all that is under it', ({ assert }) => {
    always((before, after, change) => {
      if (change.type !== 'move_category') return
      const under = (catalogue: Catalogue) => inOrder(catalogue, change.categoryId)
      assert.deepEqual(under(after), under(before))
    })
  })

  test('a category stands where it was put', ({ assert }) => {
    always((_before, after, change) => {
      if (change.type !== 'move_category') return
      const siblings = childrenOf(after, change.parentId).map((sibling) => sibling.id)
      const last = siblings.length - 1
      assert.equal(siblings.indexOf(change.categoryId), Math.min(change.position ?? last, last))
    })
  })
})

test.group('A catalogue', () => {
  const clocks = category('clocks', null, 'maker', 'year')
  const watches = category('watches', 'clocks', 'strap')
  const divers = category('divers', 'watches', 'depth')
  const catalogue = [divers, watches, clocks]

  test('gives fields down the tree, those of the top first', ({ assert }) => {
    const keys = (categoryId: string) => fieldsOf(catalogue, categoryId).map(({ key }) => key)
    assert.deepEqual(keys('divers'), ['maker', 'year', 'strap', 'depth'])
    assert.deepEqual(keys('clocks'), ['maker', 'year'])
  })

  test('hides what is under an archived category', ({ assert }) => {
    const archived = [divers, { ...watches, isArchived: true }, clocks]
    assert.deepEqual(activeOf(archived), [clocks])
    assert.deepEqual(activeOf(catalogue), catalogue)
  })

  test('moves on the version of what differs, and of nothing else', ({ assert }) => {
    const after = [divers, { ...watches, fields: [] }, { ...clocks, name: 'Time' }]
    const versions = withNewVersions(catalogue, after, differencesOf(catalogue, after))
    assert.deepEqual(
      versions.map(({ slug, version }) => [slug, version]),
      [
        ['divers', 1],
        ['watches', 2],
        ['clocks', 2],
      ]
    )
  })

  test('tells of a new order once, not of each that made room', ({ assert }) => {
    const before = [category('a', null), category('b', null), category('c', null)]
    const after = [before[2], before[0], before[1]]
    assert.deepEqual(differencesOf(before, after), [
      {
        act: 'children.reordered',
        categoryId: null,
        subject: 'the top',
        before: { order: ['a', 'b', 'c'] },
        after: { order: ['c', 'a', 'b'] },
      },
    ])
    assert.isEmpty(
      differencesOf(before, [before[0], category('new', null), ...before.slice(1)]).slice(1)
    )
  })
})
