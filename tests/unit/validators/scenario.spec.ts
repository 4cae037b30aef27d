import fc from 'fast-check'
import { test } from '@japa/runner'
import { readJson } from '#validators/json_text'
import { readScenarios } from '#validators/scenario'

const auction = {
  seller: 's',
  startsAt: 0,
  endsAt: 600_000,
  startPrice: 1_000,
  reserve: null,
  buyNow: null,
  increments: [{ from: 0, step: 50 }],
  softClose: { windowMs: 1, extensionMs: 2, hardEndsAt: null },
  blocked: ['x'],
}
const bid = { at: 1, type: 'bid', bidder: 'a', max: 1_000 }
const good = { name: 'good', auction, steps: [bid], history: [['a', 1_000, false]] }

async function faultOf(scenarios: unknown): Promise<string | null> {
  const reading = await readScenarios(JSON.stringify(scenarios))
  return reading.ok ? null : reading.fault
}

test.group('A malformed file of scenarios', () => {
  test('is told with its place: {fault}')
    .with([
      { file: {}, fault: 'must be a list of scenarios' },
      { file: [7], fault: '[0]: must be an object' },
      { file: [good, {}], fault: '[1].name: is missing' },
      { file: [{ ...good, name: 7 }], fault: '[0].name: must be a text' },
      { file: [{ ...good, auction: null }], fault: '[0].auction: is missing' },
      { file: [{ ...good, steps: {} }], fault: '[0].steps: must be a list' },
      {
        file: [good, good, { ...good, steps: [bid, { ...bid, at: 1.5 }] }],
        fault: '[2].steps[1].at: must be a whole number',
      },
      {
        file: [{ ...good, steps: [{ ...bid, at: '1' }] }],
        fault: '[0].steps[0].at: must be a whole number',
      },
      {
        file: [{ ...good, steps: [{ ...bid, max: '1000' }] }],
        fault: '[0].steps[0].max: must be a number',
      },
      {
        file: [{ ...good, steps: [{ at: 1, type: 'extend', endsAt: 5 }] }],
        fault:
          '[0].steps[0]: its type must be one of bid, buy_now, void, void_bidder, cancel, close',
      },
      {
        file: [{ ...good, steps: [{ at: 1, type: 'cancel', by: 'me' }] }],
        fault: '[0].steps[0].by: must be one of seller,moderator',
      },
      {
        file: [{ ...good, steps: [{ ...bid, expect: 'accepted' }] }],
        fault: '[0].steps[0].expect: must be an object',
      },
      {
        file: [{ ...good, history: [['a', 1_000, 'no']] }],
        fault: '[0].history[0][2]: must be true or false',
      },
      {
        file: [{ ...good, auction: { ...auction, startPrice: 0 } }],
        fault: '[0].auction.startPrice: must be at least 1',
      },
      {
        file: [{ ...good, auction: { ...auction, increments: [{ from: 1, step: 1 }] } }],
        fault: '[0].auction.increments[0]: The first row must start from 0',
      },
      {
        file: [{ ...good, auction: { ...auction, buyNow: 999 } }],
        fault: '[0].auction.buyNow: Buy-now must be at least the start price and the reserve',
      },
    ])
    .run(async ({ assert }, { file, fault }) => assert.equal(await faultOf(file), fault))

  test('is told when there is nothing in it', async ({ assert }) => {
    assert.deepEqual(await readScenarios(' \n'), { ok: false, fault: 'it is empty' })
  })

  test('is none where a good one leaves out what is optional', async ({ assert }) => {
    const { seller, startsAt, endsAt, startPrice, increments } = auction
    const bare = { seller, startsAt, endsAt, startPrice, increments }
    const softClose = { windowMs: 1, extensionMs: 2 }
    assert.isNull(await faultOf([]))
    assert.isNull(await faultOf([good, { name: 'bare', auction: bare, steps: [] }]))
    assert.isNull(await faultOf([{ name: 'soft', auction: { ...bare, softClose }, steps: [] }]))
    assert.isNull(await faultOf([{ ...good, steps: [{ ...bid, max: -0.5 }] }]))
  })
})

test.group('What is not JSON', () => {
  test('{text} is told at line {line}, column {column}')
    .with([
      { text: '', line: 1, column: 1 },
      { text: '[1,\n 2', line: 2, column: 3 },
      { text: '[1,]', line: 1, column: 4 },
      { text: '[1 2]', line: 1, column: 4 },
      { text: '[1}', line: 1, column: 3 },
      { text: '[]]', line: 1, column: 3 },
      { text: '1, 2', line: 1, column: 2 },
      { text: '{"a":1,}', line: 1, column: 8 },
      { text: '{"a" 1}', line: 1, column: 6 },
      { text: '{a: 1}', line: 1, column: 2 },
      { text: '{1: 1}', line: 1, column: 2 },
      { text: '{"a":\n\n  tru}', line: 3, column: 3 },
      { text: '["a\nb"]', line: 1, column: 2 },
      { text: '["\\x"]', line: 1, column: 2 },
      { text: '["unfinished]', line: 1, column: 2 },
      { text: '[01]', line: 1, column: 2 },
      { text: '\uFEFF[]', line: 1, column: 1 },
      { text: "['a']", line: 1, column: 2 },
    ])
    .run(({ assert }, { text, line, column }) => {
      const reading = readJson(text)
      if (reading.ok) return assert.fail('it was read')
      assert.include(reading.fault, `line ${line}, column ${column}: not JSON`)
      assert.notInclude(reading.fault, '\n')
    })

  test('is told no later than where a text is broken', ({ assert }) => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, seed) => {
        const at = seed % (json.length + 1)
        const reading = readJson(`${json.slice(0, at)}\u0000${json.slice(at)}`)
        if (reading.ok) return assert.fail('it was read')
        assert.isAtMost(Number(/column (\d+)/.exec(reading.fault)?.[1]), at + 1)
      })
    )
  })
})
