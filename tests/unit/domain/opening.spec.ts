import { test } from '@japa/runner'
import { openingFaults, type Opening } from '#domain/opening'

const NOW = 1_000_000
const DAY_MS = 86_400_000

const good: Opening = {
  currency: 'EUR',
  startPrice: 100,
  reserve: 200,
  buyNow: 200,
  increments: [{ from: 0, step: 10 }],
  softClose: { windowMs: 1_000, extensionMs: 1_000, hardEndsAt: NOW + DAY_MS },
  startsAt: NOW,
  endsAt: NOW + DAY_MS,
}

test.group('Opening an auction', () => {
  test('is refused for {field}: {rule}')
    .with([
      { field: 'buyNow', rule: 'buy_now_too_low', change: { buyNow: 199 } },
      { field: 'buyNow', rule: 'buy_now_too_low', change: { reserve: null, buyNow: 99 } },
      { field: 'endsAt', rule: 'in_the_past', change: { startsAt: 0, endsAt: NOW } },
      { field: 'endsAt', rule: 'before_start', change: { startsAt: NOW + DAY_MS } },
      {
        field: 'endsAt',
        rule: 'too_long',
        change: { endsAt: NOW + DAY_MS + 1, softClose: null },
      },
      {
        field: 'softClose.hardEndsAt',
        rule: 'before_end',
        change: { softClose: { windowMs: 1, extensionMs: 1, hardEndsAt: NOW + DAY_MS - 1 } },
      },
      { field: 'increments.0', rule: 'increments', change: { increments: [] } },
      {
        field: 'startPrice',
        rule: 'max',
        change: { startPrice: 1_000_000_000_001, buyNow: null },
      },
    ] satisfies { field: string; rule: string; change: Partial<Opening> }[])
    .run(({ assert }, { field, rule, change }) => {
      const faults = openingFaults({ ...good, ...change }, NOW, DAY_MS)
      assert.deepEqual(
        faults.map((fault) => [fault.field, fault.rule]),
        [[field, rule]]
      )
    })

  test('tells all faults at once', ({ assert }) => {
    const faults = openingFaults({ ...good, increments: [], buyNow: 1 }, NOW, DAY_MS)
    assert.lengthOf(faults, 2)
  })

  test('is possible with a good one, soft close without a hard end too', ({ assert }) => {
    assert.isEmpty(openingFaults(good, NOW, DAY_MS))
    const softClose = { windowMs: 1, extensionMs: 1, hardEndsAt: null }
    assert.isEmpty(openingFaults({ ...good, softClose }, NOW, DAY_MS))
  })
})
