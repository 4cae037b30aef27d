import {
  catalogueFault,
  childrenOf,
  type Catalogue,
  type CatalogueFault,
  type Category,
  type Field,
} from '#domain/catalogue'
import { definitionFaults, type FieldDefinition } from '#domain/category_fields'
import type { Fault } from '#domain/opening'

/** What may be done to the catalogue. A position counts from 0; left out: last. */
export type CatalogueChange =
  | { type: 'create_category'; category: NewCategory; position?: number }
  | {
      type: 'edit_category'
      categoryId: string
      version: number
      changes: CategoryChanges
      position?: number
    }
  | {
      type: 'move_category'
      categoryId: string
      version: number
      parentId: string | null
      position?: number
    }
  | { type: 'archive_category'; categoryId: string; isArchived: boolean }
  | { type: 'delete_category'; categoryId: string }
  | { type: 'define_field'; categoryId: string; field: Field; position?: number }
  | { type: 'edit_field'; fieldId: string; changes: FieldChanges; position?: number }
  | { type: 'delete_field'; fieldId: string }

export type NewCategory = Pick<Category, 'id' | 'parentId' | 'name' | 'slug' | 'icon'>

export type CategoryChanges = Partial<Pick<Category, 'name' | 'slug' | 'icon'>>

/** A key stays for good. */
export type FieldChanges = Partial<Omit<FieldDefinition, 'key'>>

export type CatalogueRefusal =
  | {
      ok: false
      code:
        | CatalogueFault['code']
        | 'category_not_found'
        | 'parent_not_found'
        | 'field_not_found'
        | 'category_in_use'
        | 'stale'
    }
  | { ok: false; code: 'validation_failed'; faults: Fault[] }

export type CatalogueChanged = { ok: true; catalogue: Catalogue } | CatalogueRefusal

/** The catalogue after a change, or why it cannot be. */
export function changeCatalogue(catalogue: Catalogue, change: CatalogueChange): CatalogueChanged {
  const changed = attempt(catalogue, change)
  if (!changed.ok) return changed
  const fault = catalogueFault(changed.catalogue)
  return fault ? refuse(fault.code) : changed
}

function attempt(catalogue: Catalogue, change: CatalogueChange): CatalogueChanged {
  if (change.type === 'create_category') {
    const category = { ...change.category, isArchived: false, version: 1, fields: [] }
    return placeCategory(catalogue, category, change.position)
  }
  if ('fieldId' in change) return changeField(catalogue, change)
  const category = catalogue.find(({ id }) => id === change.categoryId)
  return category ? changeCategory(catalogue, category, change) : refuse('category_not_found')
}

function changeCategory(
  catalogue: Catalogue,
  category: Category,
  change: Extract<CatalogueChange, { categoryId: string }>
): CatalogueChanged {
  if ('version' in change && change.version !== category.version) return refuse('stale')
  switch (change.type) {
    case 'edit_category': {
      const edited = merge(category, change.changes)
      if (change.position === undefined) return replace(catalogue, edited)
      return placeCategory(catalogue, edited, change.position)
    }
    case 'move_category':
      return placeCategory(catalogue, { ...category, parentId: change.parentId }, change.position)
    case 'archive_category':
      return replace(catalogue, { ...category, isArchived: change.isArchived })
    case 'delete_category':
      if (childrenOf(catalogue, category.id).length > 0) return refuse('category_in_use')
      return { ok: true, catalogue: catalogue.filter(({ id }) => id !== category.id) }
    case 'define_field':
      return placeField(catalogue, category, change.field, change.position)
  }
}

function changeField(
  catalogue: Catalogue,
  change: Extract<CatalogueChange, { fieldId: string }>
): CatalogueChanged {
  const category = catalogue.find(({ fields }) => fields.some(({ id }) => id === change.fieldId))
  const field = category?.fields.find(({ id }) => id === change.fieldId)
  if (!category || !field) return refuse('field_not_found')
  if (change.type === 'delete_field') {
    const fields = category.fields.filter(({ id }) => id !== field.id)
    return replace(catalogue, { ...category, fields })
  }
  const position = change.position ?? category.fields.indexOf(field)
  return placeField(catalogue, category, merge(field, change.changes), position)
}

/** Puts a category under its parent, new or not, so that it gets this position there. */
function placeCategory(
  catalogue: Catalogue,
  category: Category,
  position?: number
): CatalogueChanged {
  const { id, parentId } = category
  if (parentId !== null && !catalogue.some((other) => other.id === parentId)) {
    return refuse('parent_not_found')
  }
  const others = catalogue.filter((other) => other.id !== id)
  const next = position === undefined ? undefined : childrenOf(others, parentId)[position]
  return { ok: true, catalogue: insertAt(others, category, next && others.indexOf(next)) }
}

function placeField(
  catalogue: Catalogue,
  category: Category,
  field: Field,
  position?: number
): CatalogueChanged {
  const faults = definitionFaults(field)
  if (faults.length > 0) return { ok: false, code: 'validation_failed', faults }
  const others = category.fields.filter(({ id }) => id !== field.id)
  return replace(catalogue, { ...category, fields: insertAt(others, field, position) })
}

function replace(catalogue: Catalogue, category: Category): CatalogueChanged {
  return { ok: true, catalogue: catalogue.map((one) => (one.id === category.id ? category : one)) }
}

function insertAt<Item>(items: readonly Item[], item: Item, index = items.length): Item[] {
  return items.toSpliced(index, 0, item)
}

/** What is undefined in the changes stays. */
function merge<Item extends object>(item: Item, changes: Partial<NoInfer<Item>>): Item {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...item, ...Object.fromEntries(given) }
}

function refuse(code: Exclude<CatalogueRefusal['code'], 'validation_failed'>): CatalogueRefusal {
  return { ok: false, code }
}
