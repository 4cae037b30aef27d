import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person, type Person } from '#tests/helpers/cast'
import { houseNow, resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/seller/auctions'
const DAY_MS = 86_400_000
const LOT = {
  title: 'A brass telescope',
  description: 'With its box',
  currency: 'EUR',
  startPrice: 1000,
}

test.group('POST /seller/auctions', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but sellers', async ({ client }) => {
    const { bob, mira, ada } = await cast()
    const visitor = await client.post(URL).json(LOT)
    visitor.assertProblem('unauthenticated')
    for (const other of [bob, mira, ada]) {
      const answer = await open(client, other)
      answer.assertProblem('forbidden')
    }
  })

  test('refuses a seller who is suspended', async ({ client }) => {
    const zoe = await person('Zoe', ['seller'])
    const suspension = { suspended_at: new Date(), suspension_reason: 'Sells fakes' }
    await db.from('users').where('id', zoe.id).update(suspension)
    const answer = await open(client, zoe)
    answer.assertProblem('account_suspended')
  })

  test('refuses a {field} that is {what}')
    .with([
      { field: 'title', what: 'missing', value: undefined },
      { field: 'title', what: 'blank', value: '   ' },
      { field: 'title', what: 'too long', value: 'x'.repeat(201) },
      { field: 'title', what: 'a number', value: 7 },
      { field: 'description', what: 'missing', value: undefined },
      { field: 'description', what: 'too long', value: 'x'.repeat(20_001) },
      { field: 'currency', what: 'missing', value: undefined },
      { field: 'currency', what: 'in small letters', value: 'eur' },
      { field: 'currency', what: 'no currency', value: 'ABC' },
      { field: 'startPrice', what: 'missing', value: undefined },
      { field: 'startPrice', what: '0', value: 0 },
      { field: 'startPrice', what: 'negative', value: -1 },
      { field: 'startPrice', what: 'not whole', value: 10.5 },
      { field: 'startPrice', what: 'a text', value: '1000' },
      { field: 'startPrice', what: 'too high', value: 1_000_000_000_001 },
      { field: 'reserve', what: '0', value: 0 },
      { field: 'reserve', what: 'a text', value: '5000' },
      { field: 'buyNow', what: 'below the start price', value: 999 },
      { field: 'buyNow', what: 'not whole', value: 9.5 },
    ])
    .run(async ({ client }, { field, value }) => {
      const answer = await open(client, await person('Zoe', ['seller']), { [field]: value })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('refuses a buy-now below the reserve', async ({ client }) => {
    const zoe = await person('Zoe', ['seller'])
    const answer = await open(client, zoe, { reserve: 5000, buyNow: 4999 })
    answer.assertProblem('validation_failed')
    answer.assertBodyContains({ errors: [{ field: 'buyNow', rule: 'buy_now_too_low' }] })
  })

  test('refuses an end of {$self}')
    .with([
      undefined,
      null,
      1_795_458_000_000,
      'tomorrow',
      '24.12.2026',
      '2026-12-24',
      '2026-12-24T18:00:00',
      '2026-12-24 18:00:00Z',
      '2027-02-30T18:00:00Z',
      '2027-13-01T18:00:00Z',
      '2026-12-24T25:00:00Z',
      '2026-12-24T18:00:00+25:00',
      '9999-12-31T23:59:59-14:00',
      '2000-01-01T00:00:00Z',
    ])
    .run(async ({ client }, endsAt) => {
      const answer = await open(client, await person('Zoe', ['seller']), { endsAt })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field: 'endsAt' }] })
    })

  test('refuses an end before the start, and one more than a year after it', async ({ client }) => {
    const zoe = await person('Zoe', ['seller'])
    const startsAt = await inDays(3)
    const before = await open(client, zoe, { startsAt, endsAt: await inDays(2) })
    before.assertBodyContains({ errors: [{ field: 'endsAt', rule: 'before_start' }] })
    const long = await open(client, zoe, { startsAt, endsAt: await inDays(369) })
    long.assertBodyContains({ errors: [{ field: 'endsAt', rule: 'too_long' }] })
  })

  test('refuses {what} as soft close')
    .with([
      { what: 'a window only', field: 'softClose.extensionMs', softClose: { windowMs: 1000 } },
      { what: 'a negative window', field: 'softClose.windowMs', softClose: { windowMs: -1 } },
      {
        what: 'a window of two days',
        field: 'softClose.windowMs',
        softClose: { windowMs: 2 * DAY_MS },
      },
      {
        what: 'half milliseconds',
        field: 'softClose.extensionMs',
        softClose: { windowMs: 1000, extensionMs: 0.5 },
      },
      {
        what: 'a hard end before the end',
        field: 'softClose.hardEndsAt',
        softClose: { windowMs: 1, extensionMs: 1, hardEndsAt: '2026-01-01T00:00:00Z' },
      },
      { what: 'a word', field: 'softClose', softClose: 'yes' },
    ])
    .run(async ({ client }, { field, softClose }) => {
      const answer = await open(client, await person('Zoe', ['seller']), { softClose })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('refuses increments with {what}')
    .with([
      { what: 'no row', field: 'increments', increments: [] },
      { what: 'a first row above 0', field: 'increments.0', increments: [[1, 5]] },
      { what: 'a step of 0', field: 'increments.0.step', increments: [[0, 0]] },
      { what: 'half a cent', field: 'increments.0.step', increments: [[0, 0.5]] },
      {
        what: 'rows that do not ascend',
        field: 'increments.1',
        increments: [
          [0, 5],
          [0, 6],
        ],
      },
      {
        what: 'a step that decreases',
        field: 'increments.1',
        increments: [
          [0, 5],
          [100, 4],
        ],
      },
      {
        what: 'too many rows',
        field: 'increments',
        increments: Array.from({ length: 101 }, (_, row) => [row, 1]),
      },
    ])
    .run(async ({ client }, { field, increments }) => {
      const rows = increments.map(([from, step]) => ({ from, step }))
      const answer = await open(client, await person('Zoe', ['seller']), { increments: rows })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('names every fault at once', async ({ client, assert }) => {
    const zoe = await person('Zoe', ['seller'])
    const answer = await open(client, zoe, { title: '', currency: 'euro', startPrice: 0 })
    const fields = answer.body().errors.map((error: { field: string }) => error.field)
    assert.deepEqual(fields, ['title', 'currency', 'startPrice'])
  })

  test('opens an auction now, with the increments of the house', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const answer = await open(client, alice)
    answer.assertStatus(201)
    const { id, status, startsAt } = answer.body().data
    assert.equal(status, 'live')
    assert.isAtMost(Date.parse(startsAt), await houseNow())
    const bid = await client.bid(bob, id, 1000)
    bid.assertBodyContains({ data: { minimumNext: 1050 } })
  })

  test('opens one as the seller wants it, and tells nobody the reserve', async ({
    client,
    assert,
  }) => {
    const { alice, bob } = await cast()
    const endsAt = await inDays(2)
    const answer = await open(client, alice, {
      title: '  Ein Fernrohr 🔭 ',
      currency: 'JPY',
      reserve: 454_545,
      buyNow: 900_000,
      startsAt: '2020-02-29T12:00:00+02:00',
      endsAt,
      increments: [{ from: 0, step: 300 }],
      softClose: { windowMs: 60_000, extensionMs: 120_000, hardEndsAt: await inDays(3) },
    })
    answer.assertStatus(201)
    assert.notInclude(answer.text(), '454545')
    const { data } = answer.body()
    assert.containSubset(data, {
      title: 'Ein Fernrohr 🔭',
      currency: 'JPY',
      reserveMet: false,
      buyNow: 900_000,
      endsAt,
      softClose: { windowMs: 60_000, extensionMs: 120_000 },
    })
    assert.isAbove(Date.parse(data.startsAt), Date.parse('2026-01-01'), 'a past start is now')
    const bid = await client.bid(bob, data.id, 1000)
    bid.assertBodyContains({ data: { minimumNext: 1300, reserveMet: false } })
  })

  test('opens one that starts later', async ({ client }) => {
    const zoe = await person('Zoe', ['seller'])
    const startsAt = await inDays(1)
    const answer = await open(client, zoe, { startsAt })
    answer.assertBodyContains({ data: { status: 'scheduled', startsAt } })
  })
})

async function open(client: ApiClient, seller: Person, terms: Record<string, unknown> = {}) {
  const endsAt = await inDays(7)
  return client
    .post(URL)
    .as(seller)
    .json({ ...LOT, endsAt, ...terms })
}

async function inDays(days: number): Promise<string> {
  return new Date((await houseNow()) + days * DAY_MS).toISOString()
}
