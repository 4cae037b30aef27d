import fc from 'fast-check'
import { test } from '@japa/runner'
import knobs from '#config/auction'
import { incrementAt, incrementsFault, type Increment } from '#domain/increments'

const TABLE: Increment[] = [
  { from: 0, step: 5 },
  { from: 100, step: 25 },
  { from: 500, step: 50 },
]

test.group('Increments', () => {
  test('a bad table is refused: {sentence}')
    .with([
      { table: [], row: 0, sentence: 'An increment table needs a row' },
      { table: [{ from: 1, step: 1 }], row: 0, sentence: 'The first row must start from 0' },
      { table: [{ from: 0, step: 0 }], row: 0, sentence: 'Rows hold whole minor units' },
      { table: [{ from: 0, step: 1.5 }], row: 0, sentence: 'Rows hold whole minor units' },
      {
        table: [...TABLE, { from: 500.5, step: 60 }],
        row: 3,
        sentence: 'Rows hold whole minor units',
      },
      { table: [...TABLE, { from: 500, step: 60 }], row: 3, sentence: 'Rows must ascend' },
      { table: [...TABLE, { from: 600, step: 49 }], row: 3, sentence: 'Steps must never decrease' },
    ])
    .run(({ assert }, { table, row, sentence }) => {
      const fault = incrementsFault(table)
      assert.equal(fault?.row, row)
      assert.include(fault?.sentence, sentence)
    })

  test('the table of the house is a good one', ({ assert }) => {
    assert.isNull(incrementsFault(knobs.increments))
  })

  test('above {price} the next bid is {step} higher')
    .with([
      { price: 0, step: 5 },
      { price: 99, step: 5 },
      { price: 100, step: 25 },
      { price: 499, step: 25 },
      { price: 500, step: 50 },
      { price: 1_000_000_000_000, step: 50 },
    ])
    .run(({ assert }, { price, step }) => assert.equal(incrementAt(TABLE, price), step))

  test('the last row that fits counts, in a table of any length', ({ assert }) => {
    const gaps = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 30 })
    fc.assert(
      fc.property(gaps, fc.nat(1_500), (rows, price) => {
        let from = 0
        const table = [0, ...rows].map((gap, row) => ({ from: (from += gap), step: row + 1 }))
        const fitting = table.filter((row) => row.from <= price)
        assert.equal(incrementAt(table, price), fitting[fitting.length - 1].step)
      })
    )
  })
})
