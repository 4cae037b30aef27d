import fc from 'fast-check'
import { test } from '@japa/runner'
import {
  changeFaults,
  definitionFaults,
  FIELD_TYPES,
  wholeDefinition,
  type FieldDefinition,
} from '#domain/category_fields'

const label = { en: 'A label' }
const oak = { key: 'oak', label }
const elm = { key: 'elm', label }

function field(given: Partial<FieldDefinition>): FieldDefinition {
  return wholeDefinition({ key: 'field', label, type: 'text', ...given })
}

test.group('A definition', () => {
  test('may be {what}')
    .with([
      { what: 'a bare text', given: {} },
      { what: 'a text with limits', given: { limits: { minLength: 2, maxLength: 2 } } },
      { what: 'a decimal with a unit', given: { type: 'decimal', unit: 'mm' } },
      {
        what: 'a decimal with limits',
        given: { type: 'decimal', limits: { min: -0.125, max: 0.125, decimals: 3 } },
      },
      { what: 'a day within days', given: { type: 'date', limits: { earliest: '1900-01-01' } } },
      { what: 'a choice', given: { type: 'choice', choices: [oak], filterable: true } },
      {
        what: 'choices',
        given: { type: 'choices', choices: [oak, elm], limits: { maxChoices: 1 } },
      },
      { what: 'labelled in several locales', given: { label: { 'en': 'A', 'de-AT': 'B' } } },
    ] as { what: string; given: Partial<FieldDefinition> }[])
    .run(({ assert }, { given }) => {
      assert.isEmpty(definitionFaults(field(given)))
    })

  test('may not have {what}')
    .with([
      { what: 'no label', given: { label: {} }, at: 'label' },
      { what: 'a label in no locale', given: { label: { English: 'A' } }, at: 'label' },
      { what: 'help in no locale', given: { help: { '': 'A' } }, at: 'help' },
      { what: 'a text with a unit', given: { unit: 'mm' }, at: 'unit' },
      { what: 'a text to filter by', given: { filterable: true }, at: 'filterable' },
      { what: 'a limit of another type', given: { limits: { max: 3 } }, at: 'limits.max' },
      {
        what: 'lengths the wrong way round',
        given: { limits: { minLength: 3, maxLength: 2 } },
        at: 'limits.maxLength',
      },
      { what: 'half a character', given: { limits: { maxLength: 1.5 } }, at: 'limits.maxLength' },
      {
        what: 'a line of a book’s length',
        given: { limits: { maxLength: 501 } },
        at: 'limits.maxLength',
      },
      {
        what: 'numbers the wrong way round',
        given: { type: 'integer', limits: { min: 1, max: 0 } },
        at: 'limits.max',
      },
      {
        what: 'an integer with half a limit',
        given: { type: 'integer', limits: { max: 0.5 } },
        at: 'limits.max',
      },
      {
        what: 'a limit finer than its decimals',
        given: { type: 'decimal', limits: { max: 0.125 } },
        at: 'limits.max',
      },
      {
        what: 'a number beyond all',
        given: { type: 'decimal', limits: { max: 1e10 } },
        at: 'limits.max',
      },
      {
        what: 'seven decimals',
        given: { type: 'decimal', limits: { decimals: 7 } },
        at: 'limits.decimals',
      },
      {
        what: 'a day that is none',
        given: { type: 'date', limits: { latest: '2026-02-30' } },
        at: 'limits.latest',
      },
      {
        what: 'days the wrong way round',
        given: { type: 'date', limits: { earliest: '2026-02-02', latest: '2026-02-01' } },
        at: 'limits.latest',
      },
      { what: 'nothing to choose', given: { type: 'choice' }, at: 'choices' },
      { what: 'choices for a text', given: { choices: [oak] }, at: 'choices' },
      {
        what: 'a choice twice',
        given: { type: 'choice', choices: [oak, oak] },
        at: 'choices.1.key',
      },
      {
        what: 'a choice without a label',
        given: { type: 'choice', choices: [{ key: 'oak', label: {} }] },
        at: 'choices.0.label',
      },
      {
        what: 'no choice allowed',
        given: { type: 'choices', choices: [oak], limits: { maxChoices: 0 } },
        at: 'limits.maxChoices',
      },
    ] as { what: string; given: Partial<FieldDefinition>; at: string }[])
    .run(({ assert }, { given, at }) => {
      assert.deepEqual(
        definitionFaults(field(given)).map((fault) => fault.field),
        [at]
      )
    })
})

test.group('Whatever is said to be a definition', () => {
  test('it is judged, and its faults name a place in it', ({ assert }) => {
    const number = fc.oneof(fc.integer({ min: -3, max: 200 }), fc.double())
    const numbers = ['minLength', 'maxLength', 'min', 'max', 'decimals', 'maxChoices']
    const limits = fc.record(
      {
        ...Object.fromEntries(numbers.map((name) => [name, number])),
        earliest: fc.string(),
        latest: fc.string(),
      },
      { requiredKeys: [] }
    )
    const type = fc.constantFrom(...FIELD_TYPES)
    fc.assert(
      fc.property(type, limits, fc.dictionary(fc.string(), fc.string()), (of, within, labels) => {
        const given = field({ type: of, limits: within, label: labels, choices: [oak] })
        for (const fault of definitionFaults(given)) {
          assert.property(given, fault.field.split('.')[0])
        }
      }),
      { numRuns: 500 }
    )
  })
})

test.group('A change of a definition', () => {
  const wood = field({ type: 'choice', choices: [oak, elm] })

  test('is free while nothing uses the field', ({ assert }) => {
    const unused = { isUsed: false, choices: new Set<string>() }
    assert.isEmpty(changeFaults(wood, field({ type: 'integer' }), unused))
  })

  test('keeps the type once it is used', ({ assert }) => {
    const use = { isUsed: true, choices: new Set<string>() }
    const faults = changeFaults(field({}), field({ type: 'long_text' }), use)
    assert.containSubset(faults, [{ field: 'type', rule: 'in_use' }])
    assert.isEmpty(changeFaults(field({}), field({ label: { de: 'Neu' }, required: true }), use))
  })

  test('keeps the choices in use, and lets the others go', ({ assert }) => {
    const use = { isUsed: true, choices: new Set(['oak']) }
    const onlyElm = { ...wood, choices: [elm] }
    assert.containSubset(changeFaults(wood, onlyElm, use), [{ field: 'choices', rule: 'in_use' }])
    const relabelled = { ...wood, choices: [{ key: 'oak', label: { de: 'Eiche' } }] }
    assert.isEmpty(changeFaults(wood, relabelled, use))
  })
})
