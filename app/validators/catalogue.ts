import vine from '@vinejs/vine'
import { FIELD_TYPES, MOST_CHOICES } from '#domain/category_fields'
import { text } from '#validators/rules'

export const name = () => text().trim().minLength(1).maxLength(80)
export const slug = () =>
  vine
    .string()
    .maxLength(80)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
export const icon = () =>
  vine
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullable()
    .optional()
const position = () =>
  vine.number({ strict: true }).withoutDecimals().min(0).max(100_000).optional()
const parentId = () => vine.string().uuid().nullable()

const flag = () => vine.boolean({ strict: true }).optional()
const number = () => vine.number({ strict: true }).optional()
const day = () => vine.string().maxLength(10).optional()
const label = () => vine.record(text().trim().minLength(1).maxLength(80))
const key = () => vine.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/)
const type = () => vine.enum(FIELD_TYPES)

/** What a definition may leave out. The rules judge whether it all fits together. */
const details = {
  unit: text().trim().minLength(1).maxLength(20).nullable().optional(),
  required: flag(),
  limits: vine
    .object({
      minLength: number(),
      maxLength: number(),
      min: number(),
      max: number(),
      decimals: number(),
      earliest: day(),
      latest: day(),
      maxChoices: number(),
    })
    .optional(),
  choices: vine
    .array(
      vine.object({
        key: vine
          .string()
          .maxLength(60)
          .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
        label: label(),
      })
    )
    .maxLength(MOST_CHOICES)
    .optional(),
  filterable: flag(),
  showInList: flag(),
  help: vine.record(text().trim().minLength(1).maxLength(500)).optional(),
}

export const definition = { key: key(), label: label(), type: type(), ...details }

export const newCategoryValidator = vine.create({
  parentId: parentId().optional(),
  name: name(),
  slug: slug(),
  icon: icon(),
  position: position(),
})

export const categoryValidator = vine.create({
  name: name().optional(),
  slug: slug().optional(),
  icon: icon(),
  position: position(),
})

export const categoryParentValidator = vine.create({ parentId: parentId(), position: position() })

export const newFieldValidator = vine.create({ ...definition, position: position() })

export const fieldValidator = vine.create({
  label: label().optional(),
  type: type().optional(),
  ...details,
  position: position(),
})
