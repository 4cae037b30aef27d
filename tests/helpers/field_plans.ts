import fc from 'fast-check'
import {
  definitionFaults,
  FIELD_TYPES,
  wholeDefinition,
  type FieldDefinition,
  type FieldType,
} from '#domain/category_fields'

/** Random definitions, and values that fit them or do not. */

const choiceKeys = ['oak', 'elm', 'ash', 'yew', 'fir']
const day = fc
  .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const limitsOf = (type: FieldType) => {
  switch (type) {
    case 'text':
    case 'long_text':
      return fc.record(
        {
          minLength: fc.integer({ min: 1, max: 5 }),
          maxLength: fc.integer({ min: 5, max: 20 }),
        },
        { requiredKeys: [] }
      )
    case 'integer':
      return fc.record(
        { min: fc.integer({ min: -9, max: 0 }), max: fc.integer({ min: 0, max: 99 }) },
        { requiredKeys: [] }
      )
    case 'decimal':
      return fc.record({ decimals: fc.integer({ min: 1, max: 6 }) }, { requiredKeys: [] })
    case 'date':
      return fc.record({ earliest: day }, { requiredKeys: [] })
    case 'choices':
      return fc.record({ maxChoices: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: [] })
    default:
      return fc.constant({})
  }
}

/** A good definition of any type. */
export const definition: fc.Arbitrary<FieldDefinition> = fc
  .constantFrom(...FIELD_TYPES)
  .chain((type) =>
    fc
      .record({
        key: fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,9}$/),
        limits: limitsOf(type),
        required: fc.boolean(),
        filterable: fc.boolean(),
        chosen: fc.uniqueArray(fc.constantFrom(...choiceKeys), { minLength: 1 }),
      })
      .map(({ chosen, ...given }) => {
        const isOfChoices = type === 'choice' || type === 'choices'
        const choices = isOfChoices ? chosen.map((key) => ({ key, label: { en: key } })) : []
        return wholeDefinition({ ...given, type, label: { en: given.key }, choices })
      })
  )
  .map((field) => (definitionFaults(field).length === 0 ? field : { ...field, filterable: false }))

export const definitions = fc.uniqueArray(definition, {
  selector: ({ key }) => key,
  maxLength: 6,
})

/** Values of each type, of which some fit a definition. */
const VALUES: Record<FieldType, fc.Arbitrary<unknown>> = {
  text: fc.string({ maxLength: 25 }),
  long_text: fc.string({ maxLength: 25, unit: 'binary' }),
  integer: fc.integer({ min: -20, max: 120 }),
  decimal: fc.oneof(
    fc.integer({ min: -1e6, max: 1e6 }).map((hundredths) => hundredths / 100),
    fc.double()
  ),
  boolean: fc.boolean(),
  date: day,
  choice: fc.constantFrom(...choiceKeys),
  choices: fc.array(fc.constantFrom(...choiceKeys), { maxLength: 4 }),
  url: fc.oneof(fc.webUrl(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
}

/** A value of this type's own kind. */
export const valueOf = (type: FieldType) => VALUES[type]

/** Values for these definitions, of their own kinds. */
export function valuesFor(fields: readonly FieldDefinition[]) {
  const entries = fields.map(({ key, type }) => [key, VALUES[type]] as const)
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] })
}
