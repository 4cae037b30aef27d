import type { FieldDefinition } from '#domain/category_fields'

/**
 * The catalogue: a tree of categories, each with the fields that it defines and its children
 * inherit. The list of all categories; those under one parent stand in their order.
 */
export type Catalogue = readonly Category[]

export type Category = {
  id: string
  /** Null: at the top. */
  parentId: string | null
  name: string
  slug: string
  icon: string | null
  isArchived: boolean
  /** Counts its changes and those of its fields. */
  version: number
  /** Its own, in their order. */
  fields: readonly Field[]
}

export type Field = FieldDefinition & { id: string }

/** A category at the top is on level 1. */
export const DEEPEST_LEVEL = 6

/** What keeps a catalogue from being one, and in which category, and in which field of it. */
export type CatalogueFault = {
  code: 'category_cycle' | 'category_too_deep' | 'slug_taken' | 'field_key_taken'
  categoryId: string
  fieldId?: string
}

/** The first thing that is wrong with a catalogue, or null for a good one. */
export function catalogueFault(catalogue: Catalogue): CatalogueFault | null {
  const slugs = new Set<string>()
  for (const category of catalogue) {
    const { id: categoryId, slug } = category
    if (slugs.has(slug)) return { code: 'slug_taken', categoryId }
    slugs.add(slug)
    const path = pathTo(catalogue, categoryId)
    if (path === null) return { code: 'category_cycle', categoryId }
    if (path.length > DEEPEST_LEVEL) return { code: 'category_too_deep', categoryId }
  }
  for (const { id: categoryId } of catalogue) {
    const keys = new Set<string>()
    for (const { id: fieldId, key } of fieldsOf(catalogue, categoryId)) {
      if (keys.has(key)) return { code: 'field_key_taken', categoryId, fieldId }
      keys.add(key)
    }
  }
  return null
}

/** The fields of a category: those it inherits, from the top down, and then its own. */
export function fieldsOf(catalogue: Catalogue, categoryId: string): Field[] {
  return (pathTo(catalogue, categoryId) ?? []).flatMap(({ fields }) => fields)
}

export function childrenOf(catalogue: Catalogue, parentId: string | null): readonly Category[] {
  return indexOf(catalogue).byParent.get(parentId) ?? []
}

/** Those that the public sees: archived ones are hidden with all that is under them. */
export function activeOf(catalogue: Catalogue): Catalogue {
  return catalogue.filter(({ id }) => pathTo(catalogue, id)?.every(({ isArchived }) => !isArchived))
}

/** The categories from the top down to this one; null where they go round in a circle. */
function pathTo(catalogue: Catalogue, categoryId: string): Category[] | null {
  const { byId } = indexOf(catalogue)
  const path: Category[] = []
  for (let id: string | null = categoryId; id !== null;) {
    const category: Category | undefined = byId.get(id)
    if (!category) throw new Error(`There is no category ${id}`)
    if (path.includes(category)) return null
    path.unshift(category)
    id = category.parentId
  }
  return path
}

type Index = { byId: Map<string, Category>; byParent: Map<string | null, Category[]> }

const indices = new WeakMap<Catalogue, Index>()

function indexOf(catalogue: Catalogue): Index {
  let index = indices.get(catalogue)
  if (!index) {
    index = {
      byId: new Map(catalogue.map((category) => [category.id, category])),
      byParent: Map.groupBy(catalogue, ({ parentId }) => parentId),
    }
    indices.set(catalogue, index)
  }
  return index
}
