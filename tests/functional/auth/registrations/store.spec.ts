import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { PASSWORD, person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/auth/register'
const DORA = { email: 'dora@example.com', password: PASSWORD, displayName: 'Dora' }

test.group('POST /auth/register', (group) => {
  group.each.setup(resetHouse)

  test('refuses an address that has an account, however it is written')
    .with(['bob@example.com', 'BOB@Example.com', '  bob@example.com '])
    .run(async ({ client }, email) => {
      await person('Bob')
      const answer = await client.post(URL).json({ ...DORA, email })
      answer.assertProblem('email_taken')
      answer.assertBodyContains({ errors: [{ field: 'email' }] })
    })

  test('refuses {what}, and says which field it is')
    .with([
      { what: 'a short password', wrong: { password: 'too short' } },
      { what: 'a very long password', wrong: { password: 'x'.repeat(201) } },
      { what: 'a number for a password', wrong: { password: 1234567890 } },
      { what: 'no password', wrong: { password: undefined } },
      { what: 'no address', wrong: { email: undefined } },
      { what: 'what is no address', wrong: { email: 'nobody' } },
      { what: 'a very long address', wrong: { email: `${'x'.repeat(250)}@example.com` } },
      { what: 'an address with a NUL', wrong: { email: 'do\u0000ra@example.com' } },
      { what: 'no name', wrong: { displayName: undefined } },
      { what: 'an empty name', wrong: { displayName: '' } },
      { what: 'a name of spaces', wrong: { displayName: '   ' } },
      { what: 'a very long name', wrong: { displayName: 'x'.repeat(81) } },
      { what: 'a name with a NUL', wrong: { displayName: 'Do\u0000ra' } },
      { what: 'a name with half a character', wrong: { displayName: 'Dora \ud83d' } },
      { what: 'a list for a name', wrong: { displayName: ['Dora'] } },
    ])
    .run(async ({ client, assert }, { wrong }) => {
      const answer = await client.post(URL).json({ ...DORA, ...wrong })
      answer.assertProblem('validation_failed')
      const fields = answer.body().errors.map((error: { field: string }) => error.field)
      assert.deepEqual(fields, Object.keys(wrong))
    })

  test('refuses a body that is not JSON, and one that is too large', async ({ client }) => {
    const broken = await client.post(URL).type('application/json').unsafeJson('{"email":')
    broken.assertProblem('malformed_body')
    const huge = await client.post(URL).json({ ...DORA, displayName: 'x'.repeat(300_000) })
    huge.assertProblem('body_too_large')
  })

  test('refuses more than the limit in a minute from one address, whatever it says it is', async ({
    client,
    assert,
  }) => {
    const limit = knobs.limits.registerPerMinute
    for (let count = 1; count <= limit; count++) {
      const request = client.post(URL).header('x-forwarded-for', `10.0.0.${count}`)
      const answer = await request.json({})
      answer.assertHeader('ratelimit-limit', String(limit))
      answer.assertHeader('ratelimit-remaining', String(limit - count))
    }
    const answer = await client.post(URL).json(DORA)
    answer.assertProblem('too_many_requests')
    answer.assertHeader('ratelimit-remaining', '0')
    assert.equal(answer.header('retry-after'), answer.header('ratelimit-reset'))
    assert.isAbove(Number(answer.header('retry-after')), 0)
  })

  test('gives one account to two who ask for the same address at once', async ({
    client,
    assert,
  }) => {
    const answers = await Promise.all([client.post(URL).json(DORA), client.post(URL).json(DORA)])
    assert.sameMembers(
      answers.map((answer) => answer.status()),
      [201, 422]
    )
  })

  test('makes a buyer, whatever role was asked for', async ({ client, assert }) => {
    const answer = await client
      .post(URL)
      .json({ ...DORA, email: 'Dora@Example.com', roles: ['admin'] })
    answer.assertStatus(201)
    const { id, createdAt, ...profile } = answer.body().data
    assert.deepEqual(profile, {
      email: 'dora@example.com',
      displayName: 'Dora',
      roles: ['buyer'],
      suspended: false,
    })
    assert.isString(id)
    assert.match(createdAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('keeps of the password an argon2id hash only', async ({ client, assert }) => {
    await client.post(URL).json(DORA)
    const user = await db.from('users').firstOrFail()
    const [, memory, passes] = /^\$argon2id\$v=19\$.*?m=(\d+),t=(\d+)/.exec(user.password) ?? []
    assert.isAtLeast(Number(memory), 19 * 1024)
    assert.isAtLeast(Number(passes), 2)
    assert.notInclude(JSON.stringify(user), PASSWORD)
  })
})
