import { FIELD_TYPES } from '#domain/category_fields'
import {
  counter,
  flag,
  id,
  list,
  object,
  oneOf,
  orNull,
  ref,
  text,
  type Schema,
} from '#openapi/schemas/shapes'

const number: Schema = { type: 'number' }
const day: Schema = { type: 'string', format: 'date' }
const labels: Schema = {
  type: 'object',
  additionalProperties: text,
  description: 'Texts by locale',
}

const limits = {
  minLength: counter,
  maxLength: counter,
  min: number,
  max: number,
  decimals: counter,
  earliest: day,
  latest: day,
  maxChoices: counter,
}

export const CATEGORIES_SCHEMAS = {
  CategoryField: object({
    id,
    key: text,
    label: labels,
    type: oneOf(...FIELD_TYPES),
    unit: orNull(text),
    required: flag,
    limits: object(limits, Object.keys(limits)),
    choices: list(object({ key: text, label: labels })),
    filterable: flag,
    showInList: flag,
    help: labels,
  }),
  Category: object({
    id,
    parentId: orNull(id),
    name: text,
    slug: text,
    icon: orNull(text),
    archived: flag,
    version: { ...counter, description: 'For If-Match' },
    fields: list(ref('CategoryField')),
    children: list(ref('Category')),
  }),
  CategoryTree: list(ref('Category')),
} satisfies Record<string, Schema>
