import { isDeepStrictEqual } from 'node:util'
import { childrenOf, type Catalogue, type Category, type Field } from '#domain/catalogue'

/** One thing in which two catalogues differ, as the audit log and a dry run tell it. */
export type Difference = {
  act:
    | `category.${'created' | 'changed' | 'moved' | 'archived' | 'unarchived' | 'deleted'}`
    | `field.${'defined' | 'changed' | 'deleted'}`
    | 'children.reordered'
    | 'fields.reordered'
  /** The category, or whose fields or children they are; null: the top. */
  categoryId: string | null
  /** The category by its slug, a field as `slug.key`. */
  subject: string
  /** Only what differs. */
  before: Facts
  after: Facts
}

type Facts = Record<string, unknown>

/** Everything in which `after` differs from `before`, parents before children. */
export function differencesOf(before: Catalogue, after: Catalogue): Difference[] {
  const known = new Map(before.map((category) => [category.id, category]))
  const kept = new Set(after.map(({ id }) => id))
  const deleted = before.filter(({ id }) => !kept.has(id))
  return [
    ...deleted.map((category) =>
      difference('category.deleted', category, factsOf(before, category), {})
    ),
    ...inOrder(after).flatMap((category) => {
      const old = known.get(category.id)
      return [
        ...categoryDifference(before, after, old, category),
        ...fieldDifferences(old, category),
      ]
    }),
    ...[null, ...after].flatMap((parent) => reordered(before, after, parent)),
  ]
}

/** The catalogue with its versions moved on where a category or its fields differ. */
export function withNewVersions(
  before: Catalogue,
  after: Catalogue,
  differences: readonly Difference[]
): Catalogue {
  const changed = new Set(
    differences
      .filter(({ act }) => act !== 'children.reordered')
      .map(({ categoryId }) => categoryId)
  )
  const known = new Map(before.map(({ id, version }) => [id, version]))
  return after.map((category) => {
    const version = known.get(category.id)
    return version !== undefined && changed.has(category.id)
      ? { ...category, version: version + 1 }
      : category
  })
}

/** Every category, each parent before its children, which stand in their order. */
export function inOrder(catalogue: Catalogue, parentId: string | null = null): Category[] {
  return childrenOf(catalogue, parentId).flatMap((category) => [
    category,
    ...inOrder(catalogue, category.id),
  ])
}

function categoryDifference(
  before: Catalogue,
  after: Catalogue,
  old: Category | undefined,
  category: Category
): Difference[] {
  const facts = factsOf(after, category)
  if (!old) return [difference('category.created', category, {}, facts)]
  const [was, is] = onlyDifferent(factsOf(before, old), facts)
  const names = Object.keys(is)
  if (names.length === 0) return []
  const [only] = names.length === 1 ? names : []
  if (only === 'parent') return [difference('category.moved', category, was, is)]
  if (only === 'archived') {
    const act = category.isArchived ? 'category.archived' : 'category.unarchived'
    return [difference(act, category, was, is)]
  }
  return [difference('category.changed', category, was, is)]
}

function fieldDifferences(old: Category | undefined, category: Category): Difference[] {
  const known = new Map(old?.fields.map((field) => [field.id, field]))
  const kept = new Set(category.fields.map(({ id }) => id))
  const deleted = [...known.values()].filter(({ id }) => !kept.has(id))
  const differences = [
    ...deleted.map((field) => difference('field.deleted', category, detailsOf(field), {}, field)),
    ...category.fields.flatMap((field) => {
      const oldField = known.get(field.id)
      if (!oldField) return [difference('field.defined', category, {}, detailsOf(field), field)]
      const [was, is] = onlyDifferent(detailsOf(oldField), detailsOf(field))
      if (Object.keys(is).length === 0) return []
      return [difference('field.changed', category, was, is, field)]
    }),
  ]
  const order = orderDifference(old?.fields ?? [], category.fields, ({ key }) => key)
  if (order) differences.push(difference('fields.reordered', category, ...order))
  return differences
}

/** The children of one parent, or those at the top, stand in another order. */
function reordered(before: Catalogue, after: Catalogue, parent: Category | null): Difference[] {
  const parentId = parent?.id ?? null
  const siblings = childrenOf(after, parentId)
  const order = orderDifference(childrenOf(before, parentId), siblings, ({ slug }) => slug)
  return order ? [difference('children.reordered', parent, ...order)] : []
}

/** The order of those that are in both lists, before and after; null where it is the same. */
function orderDifference<Item extends { id: string }>(
  before: readonly Item[],
  after: readonly Item[],
  nameOf: (item: Item) => string
): [Facts, Facts] | null {
  const ids = new Set(before.map(({ id }) => id))
  const here = after.filter(({ id }) => ids.has(id))
  const rank = new Map(here.map(({ id }, index) => [id, index]))
  const there = before.filter(({ id }) => rank.has(id))
  if (there.every(({ id }, index) => rank.get(id) === index)) return null
  return [{ order: there.map(nameOf) }, { order: here.map(nameOf) }]
}

function difference(
  act: Difference['act'],
  category: Category | null,
  before: Facts,
  after: Facts,
  field?: Field
): Difference {
  const slug = category?.slug ?? 'the top'
  const subject = field ? `${slug}.${field.key}` : slug
  return { act, categoryId: category?.id ?? null, subject, before, after }
}

function onlyDifferent(before: Facts, after: Facts): [Facts, Facts] {
  const names = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name], after[name]))
  const pick = (facts: Facts) => Object.fromEntries(names.map((name) => [name, facts[name]]))
  return [pick(before), pick(after)]
}

function factsOf(catalogue: Catalogue, category: Category): Facts {
  const { name, slug, icon, isArchived, parentId } = category
  const parent = catalogue.find(({ id }) => id === parentId)?.slug ?? null
  return { parent, name, slug, icon, archived: isArchived }
}

function detailsOf({ id: _id, ...definition }: Field): Facts {
  return definition
}
