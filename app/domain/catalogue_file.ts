import { catalogueFault, type Catalogue, type Category } from '#domain/catalogue'
import { inOrder } from '#domain/catalogue_differences'
import { definitionFaults, type FieldDefinition } from '#domain/category_fields'

/** A catalogue as a file carries it from house to house: without ids, known by slug and key. */
export type CategoryEntry = Pick<Category, 'slug' | 'name' | 'icon'> & {
  /** The slug of its parent; null: at the top. */
  parent: string | null
  archived: boolean
  fields: FieldDefinition[]
}

/** A fault begins with its place, such as `categories[3].slug`. */
export type EntriesTaken = { ok: true; catalogue: Catalogue } | { ok: false; fault: string }

/** The entries of a catalogue, parents before children; siblings in their order. */
export function entriesOf(catalogue: Catalogue): CategoryEntry[] {
  const slugs = new Map(catalogue.map(({ id, slug }) => [id, slug]))
  return inOrder(catalogue).map(({ slug, name, icon, parentId, isArchived, fields }) => ({
    slug,
    name,
    icon,
    parent: parentId === null ? null : (slugs.get(parentId) ?? null),
    archived: isArchived,
    fields: fields.map(({ id: fieldId, ...definition }) => definition),
  }))
}

/**
 * The catalogue with these entries taken over: what it has under their slugs and keys becomes as
 * they say, in their order; what they do not name stays, after them.
 */
export function takeEntries(
  catalogue: Catalogue,
  entries: readonly CategoryEntry[],
  newId: () => string
): EntriesTaken {
  const refusal = entriesFault(catalogue, entries)
  if (refusal !== null) return { ok: false, fault: refusal }
  const known = new Map(catalogue.map((category) => [category.slug, category]))
  const ids = new Map(catalogue.map(({ slug, id }) => [slug, id]))
  for (const { slug } of entries) ids.set(slug, ids.get(slug) ?? newId())
  const idOf = (slug: string) => ids.get(slug) ?? ''
  const taken = entries.map(({ slug, name, icon, parent, archived, fields }) => ({
    id: idOf(slug),
    parentId: parent === null ? null : idOf(parent),
    slug,
    name,
    icon,
    isArchived: archived,
    version: known.get(slug)?.version ?? 1,
    fields: takeFields(known.get(slug)?.fields ?? [], fields, newId),
  }))
  const named = new Set(entries.map(({ slug }) => slug))
  const after = [...taken, ...catalogue.filter(({ slug }) => !named.has(slug))]
  const fault = catalogueFault(after)
  if (!fault) return { ok: true, catalogue: after }
  return { ok: false, fault: placeIn(after, entries.length, fault) }
}

function takeFields(
  known: Category['fields'],
  definitions: readonly FieldDefinition[],
  newId: () => string
): Category['fields'] {
  const taken = definitions.map((definition) => ({
    ...definition,
    id: known.find(({ key }) => key === definition.key)?.id ?? newId(),
  }))
  const keys = new Set(definitions.map(({ key }) => key))
  return [...taken, ...known.filter(({ key }) => !keys.has(key))]
}

/** What is wrong with an entry by itself, or with what it names. */
function entriesFault(catalogue: Catalogue, entries: readonly CategoryEntry[]): string | null {
  const slugs = new Set([...catalogue, ...entries].map(({ slug }) => slug))
  const seen = new Set<string>()
  for (const [index, { slug, parent, fields }] of entries.entries()) {
    const place = `categories[${index}]`
    if (seen.has(slug)) return `${place}.slug: "${slug}" is there twice`
    seen.add(slug)
    if (parent !== null && !slugs.has(parent)) {
      return `${place}.parent: there is no category "${parent}"`
    }
    for (const [row, field] of fields.entries()) {
      const [fault] = definitionFaults(field)
      if (!fault) continue
      return `${place}.fields[${row}].${bracketed(fault.field)}: ${fault.message}`
    }
  }
  return null
}

const MESSAGES = {
  slug_taken: 'the slug is there twice',
  category_cycle: 'it is under itself',
  category_too_deep: 'the tree has at most six levels',
  field_key_taken: 'the key is there already, in this category or above it',
}

/** Where the file says what makes the whole no catalogue; by name what only the house has. */
function placeIn(
  after: Catalogue,
  entryCount: number,
  { code, categoryId, fieldId }: NonNullable<ReturnType<typeof catalogueFault>>
): string {
  const message = MESSAGES[code]
  // The field may be one that the category inherits from another entry, or from the house.
  const index = after.findIndex(({ id, fields }) =>
    fieldId ? fields.some((field) => field.id === fieldId) : id === categoryId
  )
  const { slug, fields } = after[index]
  const row = fields.findIndex(({ id }) => id === fieldId)
  if (index >= entryCount) return `${row < 0 ? slug : `${slug}.${fields[row].key}`}: ${message}`
  const place = `categories[${index}]`
  return `${row < 0 ? `${place}.parent` : `${place}.fields[${row}].key`}: ${message}`
}

/** `choices.3.key` as `choices[3].key`. */
function bracketed(path: string): string {
  return path.replace(/\.(\d+)/g, '[$1]')
}
