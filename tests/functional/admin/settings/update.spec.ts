import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { CurrentSettings } from '#queries/current_settings'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, resetHouse } from '#tests/helpers/house'
import { openPool } from '#tests/helpers/own_database'
import { setHouse } from '#tests/helpers/settings'
import { until } from '#tests/helpers/until'

const reason = 'The board decided so'

test.group('PUT /admin/settings/:key', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but admins', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const visitor = await client.put('/api/v1/admin/settings/houseName').json({})
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob, mira]) {
      const answer = await put(client, other, 'houseName', 'Mine', 0)
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('knows no such setting', async ({ client }) => {
    const { ada } = await cast()
    const unknown = await put(client, ada, 'colour', 'red', 0)
    unknown.assertProblem('setting_not_found')
    const inherited = await put(client, ada, 'constructor', 'red', 0)
    inherited.assertProblem('setting_not_found')
  })

  test('asks for the version that was read, and refuses a stale one', async ({
    client,
    assert,
  }) => {
    const { ada } = await cast()
    const url = '/api/v1/admin/settings/houseName'
    for (const nonsense of [null, '', '*', 'W/"1"', '-1', '1, 2']) {
      const request = client.put(url).as(ada).json({ value: 'Hammer', reason })
      const answer = await (nonsense === null ? request : request.header('if-match', nonsense))
      answer.assertProblem('if_match_required')
    }
    const first = await put(client, ada, 'houseName', 'Hammer', 0)
    first.assertBodyContains({ data: { version: 1 } })
    for (const version of [0, 2]) {
      const stale = await put(client, ada, 'houseName', 'Gavel & Sons', version)
      stale.assertStatus(412)
      stale.assertProblem('stale')
    }
    const quoted = await client
      .put(url)
      .as(ada)
      .header('if-match', '"1"')
      .json({ value: 'Gavel & Sons', reason })
    quoted.assertBodyContains({ data: { version: 2, value: 'Gavel & Sons' } })
    assert.lengthOf(await auditRows(), 2)
  })

  test('lets one of two who change the same version', async ({ client, assert }) => {
    const { ada } = await cast()
    for (const version of [0, 1]) {
      const answers = await Promise.all(
        ['One', 'Two', 'Three'].map((name) => put(client, ada, 'houseName', name, version))
      )
      const statuses = answers.map((answer) => answer.status()).toSorted()
      assert.deepEqual(statuses, [200, 412, 412])
    }
  })

  test('refuses {key} {what}')
    .with([
      { key: 'houseName', what: 'that is blank', value: '  ', field: 'value' },
      { key: 'houseName', what: 'that is a number', value: 7, field: 'value' },
      { key: 'timeZone', what: 'that is nowhere', value: 'Mars/Olympus', field: 'value' },
      { key: 'increments', what: 'without a row', value: [], field: 'value' },
      {
        key: 'increments',
        what: 'not from 0',
        value: [{ from: 5, step: 5 }],
        field: 'value.0',
      },
      {
        key: 'currencies',
        what: 'with none',
        value: [{ code: 'ABC', increments: null }],
        field: 'value.0.code',
      },
      {
        key: 'currencies',
        what: 'with one twice',
        value: [
          { code: 'EUR', increments: null },
          { code: 'EUR', increments: null },
        ],
        field: 'value.1',
      },
      {
        key: 'currencies',
        what: 'with a table that does not ascend',
        value: [
          {
            code: 'EUR',
            increments: [
              { from: 0, step: 5 },
              { from: 0, step: 6 },
            ],
          },
        ],
        field: 'value.0.increments.1',
      },
      { key: 'softClose', what: 'without a window', value: {}, field: 'value.windowMs' },
      {
        key: 'premiumBands',
        what: 'above 100 %',
        value: [{ from: 0, bps: 10_001 }],
        field: 'value.0.bps',
      },
      {
        key: 'premiumBands',
        what: 'that do not start from 0',
        value: [{ from: 1, bps: 1 }],
        field: 'value.0.from',
      },
      {
        key: 'taxBands',
        what: 'on nothing',
        value: [{ name: 'VAT', bps: 1, on: 'air' }],
        field: 'value.0.on',
      },
      {
        key: 'taxBands',
        what: 'of one name',
        value: [
          { name: 'VAT', bps: 1, on: 'both' },
          { name: 'VAT', bps: 2, on: 'both' },
        ],
        field: 'value.1',
      },
      {
        key: 'reviewRules',
        what: 'for friends',
        value: { skippedBy: 'friends' },
        field: 'value.skippedBy',
      },
      {
        key: 'limits',
        what: 'below 0',
        value: { registerPerMinute: 1, loginPerMinute: 1, bidsPerMinute: -1 },
        field: 'value.bidsPerMinute',
      },
      { key: 'limits', what: 'that are missing', value: {}, field: 'value.registerPerMinute' },
    ])
    .run(async ({ client, assert }, { key, value, field }) => {
      const { ada } = await cast()
      const answer = await put(client, ada, key, value, 0)
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
      assert.isEmpty(await db.from('house_settings'))
    })

  test('refuses without a reason, and to apply what no auction copies', async ({ client }) => {
    const { ada } = await cast()
    const silent = await client
      .put('/api/v1/admin/settings/houseName')
      .as(ada)
      .header('if-match', '0')
      .json({ value: 'Hammer' })
    silent.assertBodyContains({ errors: [{ field: 'reason' }] })
    const applied = await client
      .put('/api/v1/admin/settings/houseName')
      .as(ada)
      .header('if-match', '0')
      .json({ value: 'Hammer', reason, applyToScheduled: true })
    applied.assertProblem('validation_failed')
    applied.assertBodyContains({ errors: [{ field: 'applyToScheduled', rule: 'no_term' }] })
  })

  test('sets it, with before and after in the audit log', async ({ client, assert }) => {
    const { ada } = await cast()
    const answer = await put(client, ada, 'timeZone', 'Europe/Berlin', 0)
    answer.assertStatus(200)
    assert.containSubset(answer.body().data, {
      key: 'timeZone',
      value: 'Europe/Berlin',
      version: 1,
      updatedBy: { id: ada.id, displayName: 'Ada' },
    })
    const [row] = await auditRows()
    assert.containSubset(row, {
      action: 'setting.changed',
      actor_id: ada.id,
      reason,
      subject_type: 'house',
      data: { key: 'timeZone', before: 'UTC', after: 'Europe/Berlin' },
    })
  })

  test('limits by it at once here, and soon in every process', async ({ client, assert }) => {
    assert.isAtMost(knobs.settingsCacheMs, 4_000)
    const { ada } = await cast()
    const pool = openPool(process.env.DATABASE_URL ?? '', 1)
    const elsewhere = new CurrentSettings(pool, knobs.settings, 200)
    assert.deepEqual(await elsewhere.get(), knobs.settings)
    const guess = () =>
      client.post('/api/v1/auth/tokens').json({ email: 'bob@example.com', password: 'a guess' })

    await put(client, ada, 'limits', { ...knobs.limits, loginPerMinute: 1 }, 0)
    const first = await guess()
    first.assertProblem('invalid_credentials')
    const second = await guess()
    second.assertProblem('too_many_requests')
    await until(async () => {
      const { limits } = await elsewhere.get()
      return limits.loginPerMinute === 1
    })
    await put(client, ada, 'limits', { ...knobs.limits, loginPerMinute: 0 }, 1)
    const lifted = await guess()
    lifted.assertProblem('invalid_credentials')
    assert.isUndefined(lifted.header('ratelimit-limit'))
    await pool.end()
  })

  test('keeps what is known while the database is away', async ({ assert }) => {
    const { ada } = await cast()
    const pool = openPool(process.env.DATABASE_URL ?? '', 1)
    const settings = new CurrentSettings(pool, knobs.settings, 0)
    await setHouse(ada, 'houseName', 'Hammer')
    assert.containSubset(await settings.get(), { houseName: 'Hammer' })
    await pool.end()
    const gone = new CurrentSettings(
      openPool('postgres://nobody@127.0.0.1:1/none', 1),
      { ...knobs.settings, houseName: 'Kept' },
      0
    )
    assert.containSubset(await gone.get(), { houseName: 'Kept' })
  })
})

function put(client: ApiClient, person: Person, key: string, value: unknown, version: number) {
  return client
    .put(`/api/v1/admin/settings/${key}`)
    .as(person)
    .header('if-match', String(version))
    .json({ value, reason })
}
