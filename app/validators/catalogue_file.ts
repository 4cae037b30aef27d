import vine, { errors, SimpleMessagesProvider } from '@vinejs/vine'
import type { CategoryEntry } from '#domain/catalogue_file'
import { wholeDefinition, type FieldDefinition } from '#domain/category_fields'
import { readJson } from '#validators/json_text'
import { definition, icon, name, slug } from '#validators/catalogue'

/** The file of catalogue:import and catalogue:export: docs/operations.md, The catalogue. */

export type CatalogueReading = { ok: true; entries: CategoryEntry[] } | { ok: false; fault: string }

const FORMAT = 1

const validator = vine.create({
  file: vine.object({
    format: vine.literal(FORMAT),
    categories: vine.array(
      vine.object({
        slug: slug(),
        name: name(),
        icon: icon(),
        parent: slug().nullable().optional(),
        archived: vine.boolean({ strict: true }).optional(),
        fields: vine.array(vine.object(definition)).maxLength(200).optional(),
      })
    ),
  }),
})

validator.messagesProvider = new SimpleMessagesProvider({
  'required': 'is missing',
  'string': 'must be a text',
  'number': 'must be a number',
  'boolean': 'must be true or false',
  'enum': 'must be one of {{ choices }}',
  'literal': 'must be {{ expectedValue }}',
  'object': 'must be an object',
  'record': 'must be an object',
  'array': 'must be a list',
  'minLength': 'is too short',
  'maxLength': 'is too long',
  'array.maxLength': 'is too long',
  'regex': 'has another form',
  'text': 'has a character that cannot be kept',
  'file.categories.*.slug.regex': 'may have a-z, 0-9 and single dashes between them only',
  'file.categories.*.parent.regex': 'may have a-z, 0-9 and single dashes between them only',
  'file.categories.*.fields.*.key.regex':
    'begins with a-z and goes on with letters and digits, 40 at most',
  'file.categories.*.fields.*.choices.*.key.regex':
    'may have a-z, 0-9 and single dashes between them only',
})

/** Reads the catalogue of a file, or says in a sentence what is wrong with it, and where. */
export async function readCatalogueFile(text: string): Promise<CatalogueReading> {
  if (text.trim() === '') return { ok: false, fault: 'it is empty' }
  const json = readJson(text)
  if (!json.ok) return json
  try {
    const { file } = await validator.validate({ file: json.value })
    const unknown = unknownName(json.value, file)
    if (unknown !== null) return { ok: false, fault: `${placeOf(unknown)}is no known name` }
    const entries = file.categories.map(
      ({ icon: image = null, parent = null, archived = false, fields = [], ...entry }) => ({
        ...entry,
        icon: image,
        parent,
        archived,
        fields: fields.map(wholeDefinition),
      })
    )
    return { ok: true, entries }
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const [{ field, message }] = error.messages as { field: string; message: string }[]
    return { ok: false, fault: `${placeOf(field.replace(/^file\.?/, ''))}${message}` }
  }
}

/** The text of a catalogue; the same catalogue gives the same bytes. The usual is left out. */
export function writeCatalogueFile(entries: readonly CategoryEntry[]): string {
  const categories = entries.map(({ slug: itsSlug, name: itsName, ...entry }) => ({
    slug: itsSlug,
    name: itsName,
    ...unusual(entry, { icon: null, parent: null, archived: false }),
    ...(entry.fields.length > 0 && { fields: entry.fields.map(shortDefinition) }),
  }))
  return `${JSON.stringify({ format: FORMAT, categories }, null, 2)}\n`
}

function shortDefinition({ key, label, type, ...details }: FieldDefinition) {
  const { unit, required, limits, choices, filterable, showInList, help } = wholeDefinition({
    key,
    label,
    type,
  })
  const usual = { unit, required, limits, choices, filterable, showInList, help }
  return { key, label, type, ...unusual(details, usual) }
}

/** What is not as usual, in the order of the usual. */
function unusual<Item extends object>(item: Item, usual: Partial<Item>): Partial<Item> {
  const names = Object.keys(usual) as (keyof Item)[]
  const different = names.filter(
    (property) => JSON.stringify(item[property]) !== JSON.stringify(usual[property])
  )
  return Object.fromEntries(
    different.map((property) => [property, item[property]])
  ) as Partial<Item>
}

/** The first name in what was given that is not in what was understood; null without one. */
function unknownName(given: unknown, understood: unknown): string | null {
  if (typeof given !== 'object' || given === null) return null
  for (const [part, value] of Object.entries(given)) {
    const known = Object.entries(understood ?? {}).find(([property]) => property === part)
    if (!known) return part
    const below = unknownName(value, known[1])
    if (below !== null) return `${part}.${below}`
  }
  return null
}

/** `categories.3.fields.2.key` as `categories[3].fields[2].key: `. */
function placeOf(field: string): string {
  const place = field.replace(/\.(\d+)(?=\.|$)/g, '[$1]')
  return place === '' ? '' : `${place}: `
}
