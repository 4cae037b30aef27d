import fc from 'fast-check'
import { test } from '@japa/runner'
import { wholeDefinition, type FieldDefinition, type FieldType } from '#domain/category_fields'
import { filterableValues, judgeValues } from '#domain/field_values'
import { definition, definitions, valueOf, valuesFor } from '#tests/helpers/field_plans'

const label = { en: 'A label' }
const choices = ['oak', 'elm', 'ash'].map((key) => ({ key, label }))
const definitionsAndValues = definitions.chain((fields) =>
  fc.tuple(fc.constant(fields), valuesFor(fields))
)

function field(type: FieldType, given: Partial<FieldDefinition> = {}): FieldDefinition {
  const isOfChoices = type === 'choice' || type === 'choices'
  return wholeDefinition({
    key: 'field',
    label,
    type,
    choices: isOfChoices ? choices : [],
    ...given,
  })
}

function keptOf(one: FieldDefinition, value: unknown) {
  const judgement = judgeValues([one], { field: value })
  return judgement.ok ? judgement.values.field : judgement.faults[0].rule
}

test.group('Whatever values are given', () => {
  test('what is accepted is accepted again, unchanged', ({ assert }) => {
    let accepted = 0
    fc.assert(
      fc.property(definitionsAndValues, ([fields, given]) => {
        const once = judgeValues(fields, given)
        if (!once.ok) return
        accepted++
        assert.deepEqual(judgeValues(fields, once.values), once)
        assert.deepEqual(JSON.parse(JSON.stringify(once.values)), once.values)
      }),
      { numRuns: 500 }
    )
    assert.isAbove(accepted, 50)
  })

  test('a value of another type is refused', ({ assert }) => {
    const others: Record<FieldType, FieldType[]> = {
      text: ['integer', 'boolean', 'choices'],
      long_text: ['decimal', 'boolean', 'choices'],
      integer: ['text', 'boolean', 'date', 'choices'],
      decimal: ['text', 'boolean', 'date', 'choices'],
      boolean: ['text', 'integer', 'date', 'choice', 'url'],
      date: ['integer', 'boolean', 'choice', 'choices', 'url'],
      choice: ['integer', 'boolean', 'date', 'choices', 'url'],
      choices: ['integer', 'boolean', 'date', 'choice', 'url'],
      url: ['integer', 'boolean', 'date', 'choice', 'choices'],
    }
    const foreign = definition.chain((one) =>
      fc.constantFrom(...others[one.type]).chain((type) =>
        fc.tuple(
          fc.constant(one),
          valueOf(type).filter((value) => !isBlank(value))
        )
      )
    )
    fc.assert(
      fc.property(foreign, ([one, value]) => {
        assert.isFalse(judgeValues([one], { [one.key]: value }).ok)
      }),
      { numRuns: 500 }
    )
  })

  test('one that is required and missing is refused, except in a draft', ({ assert }) => {
    const nothing = fc.constantFrom(undefined, null, '', ' \n', [])
    fc.assert(
      fc.property(definition, nothing, (one, value) => {
        const required = { ...one, required: true }
        const given = { [one.key]: value }
        const judgement = judgeValues([required], given)
        assert.containSubset(judgement, { ok: false, faults: [{ rule: 'required' }] })
        const draft = judgeValues([required], given, { isDraft: true })
        assert.deepEqual(draft, { ok: true, values: {} })
      })
    )
  })

  test('an unknown key is refused', ({ assert }) => {
    const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'))
    fc.assert(
      fc.property(definitions, key, fc.anything(), (fields, unknown, value) => {
        fc.pre(fields.every((one) => one.key !== unknown))
        const optional = fields.map((one) => ({ ...one, required: false }))
        const given = Object.fromEntries([[unknown, value]])
        assert.containSubset(judgeValues(optional, given), {
          ok: false,
          faults: [{ field: unknown, rule: 'unknown' }],
        })
      })
    )
  })

  test('whatever is sent, it is judged and nothing is thrown', ({ assert }) => {
    fc.assert(
      fc.property(definition, fc.anything(), (one, value) => {
        assert.isBoolean(judgeValues([one], { [one.key]: value }).ok)
      })
    )
  })

  test('each that can be filtered by gives a number or a choice', ({ assert }) => {
    fc.assert(
      fc.property(definitionsAndValues, ([fields, given]) => {
        const judgement = judgeValues(fields, given)
        if (!judgement.ok) return
        for (const row of filterableValues(fields, judgement.values)) {
          const one = fields.find(({ key }) => key === row.fieldKey)
          assert.isTrue(one?.filterable)
          if (row.choice === null) assert.isTrue(Number.isFinite(row.number))
          else assert.isNull(row.number)
        }
      })
    )
  })
})

test.group('A value', () => {
  test('of the type {type} is kept, row {$i}')
    .with([
      { type: 'text', given: '  oak ', kept: 'oak' },
      { type: 'long_text', given: 'two\nlines', kept: 'two\nlines' },
      { type: 'integer', given: -3, kept: -3 },
      { type: 'integer', given: -0, kept: 0 },
      { type: 'decimal', given: 38.25, kept: 38.25 },
      { type: 'boolean', given: false, kept: false },
      { type: 'date', given: '1968-02-29', kept: '1968-02-29' },
      { type: 'choice', given: 'elm', kept: 'elm' },
      { type: 'choices', given: ['ash', 'oak'], kept: ['oak', 'ash'] },
      { type: 'url', given: ' HTTPS://Example.com', kept: 'https://example.com/' },
    ] as { type: FieldType; given: unknown; kept: unknown }[])
    .run(({ assert }, { type, given, kept }) => {
      assert.deepEqual(keptOf(field(type), given), kept)
    })

  test('of the type {type} is refused: {rule}, row {$i}')
    .with([
      { type: 'text', given: 'two\nlines', rule: 'text' },
      { type: 'text', given: 'nul\0', rule: 'text' },
      { type: 'text', given: 'half a pair \ud800!', rule: 'text' },
      { type: 'text', given: 'x'.repeat(501), rule: 'maxLength' },
      { type: 'text', given: 'ab', rule: 'minLength', limits: { minLength: 3 } },
      { type: 'integer', given: '3', rule: 'number' },
      { type: 'integer', given: 3.5, rule: 'integer' },
      { type: 'integer', given: 4, rule: 'max', limits: { max: 3 } },
      { type: 'integer', given: 2, rule: 'min', limits: { min: 3 } },
      { type: 'decimal', given: 1.234, rule: 'decimals' },
      { type: 'decimal', given: Number.NaN, rule: 'number' },
      { type: 'decimal', given: 1e300, rule: 'max' },
      { type: 'boolean', given: 'true', rule: 'boolean' },
      { type: 'date', given: '1969-02-29', rule: 'date' },
      { type: 'date', given: '1968-02-29T00:00:00Z', rule: 'date' },
      { type: 'date', given: '1968-02-29', rule: 'earliest', limits: { earliest: '1968-03-01' } },
      { type: 'date', given: '1968-02-29', rule: 'latest', limits: { latest: '1968-02-28' } },
      { type: 'choice', given: 'fir', rule: 'choice' },
      { type: 'choice', given: 'toString', rule: 'choice' },
      { type: 'choices', given: ['oak', 'oak'], rule: 'choices' },
      { type: 'choices', given: ['fir'], rule: 'choices' },
      { type: 'choices', given: ['oak', 'elm'], rule: 'maxChoices', limits: { maxChoices: 1 } },
      { type: 'url', given: 'javascript:alert(1)', rule: 'url' },
      { type: 'url', given: 'https://ada:secret@example.com', rule: 'url' },
      { type: 'url', given: 'example.com', rule: 'url' },
      { type: 'url', given: `https://example.com/${'é'.repeat(500)}`, rule: 'maxLength' },
    ] as { type: FieldType; given: unknown; rule: string; limits?: FieldDefinition['limits'] }[])
    .run(({ assert }, { type, given, rule, limits = {} }) => {
      assert.equal(keptOf(field(type, { limits }), given), rule)
    })

  test('is found by what can be filtered by', ({ assert }) => {
    const fields = [
      field('integer', { key: 'year', filterable: true }),
      field('date', { key: 'found', filterable: true }),
      field('boolean', { key: 'runs', filterable: true }),
      field('choices', { key: 'woods', filterable: true }),
      field('choice', { key: 'wood' }),
    ]
    const values = { year: 1968, found: '1970-01-02', runs: false, woods: ['oak', 'elm'] }
    assert.deepEqual(filterableValues(fields, { ...values, wood: 'oak' }), [
      { fieldKey: 'year', number: 1968, choice: null },
      { fieldKey: 'found', number: 86_400_000, choice: null },
      { fieldKey: 'runs', number: null, choice: 'false' },
      { fieldKey: 'woods', number: null, choice: 'oak' },
      { fieldKey: 'woods', number: null, choice: 'elm' },
    ])
  })
})

function isBlank(value: unknown): boolean {
  return (
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}
