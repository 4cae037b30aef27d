import { test } from '@japa/runner'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { PASSWORD, person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/auth/tokens'
const DAY_MS = 86_400_000

test.group('POST /auth/tokens', (group) => {
  group.each.setup(resetHouse)

  test('answers a wrong password and an unknown account alike', async ({ client, assert }) => {
    const { email } = await person('Bob')
    const wrong = await client.post(URL).json({ email, password: 'not his password' })
    const unknown = await client.post(URL).json({ email: 'eve@example.com', password: PASSWORD })
    wrong.assertProblem('invalid_credentials')
    assert.deepEqual(unknown.body(), wrong.body())
    assert.deepEqual(namesOf(unknown.headers()), namesOf(wrong.headers()))
  })

  test('works as hard for an unknown account as for a wrong password', async ({
    client,
    assert,
  }) => {
    const { email } = await person('Bob')
    const work = countHashing()
    await client.post(URL).json({ email, password: 'not his password' })
    await client.post(URL).json({ email: 'eve@example.com', password: PASSWORD })
    assert.deepEqual(work.stop(), ['verify', 'make'])
  })

  test('refuses {what}')
    .with([
      { what: 'no address', wrong: { email: undefined } },
      { what: 'an address with a NUL', wrong: { email: 'b\u0000b@example.com' } },
      { what: 'no password', wrong: { password: undefined } },
      { what: 'a number for a password', wrong: { password: 7 } },
    ])
    .run(async ({ client }, { wrong }) => {
      const answer = await client
        .post(URL)
        .json({ email: 'b@example.com', password: PASSWORD, ...wrong })
      answer.assertProblem('validation_failed')
    })

  test('refuses more tries than the limit for one account, and for that one only', async ({
    client,
  }) => {
    const [bob, carol] = [await person('Bob'), await person('Carol')]
    const limit = knobs.limits.loginPerMinute
    for (let count = 1; count <= limit; count++) {
      const email = count % 2 ? bob.email : ` ${bob.email.toUpperCase()} `
      const guess = await client.post(URL).json({ email, password: `guess ${count}` })
      guess.assertProblem('invalid_credentials')
      guess.assertHeader('ratelimit-remaining', String(limit - count))
    }
    const right = await client.post(URL).json({ email: bob.email, password: PASSWORD })
    right.assertProblem('too_many_requests')
    const other = await client.post(URL).json({ email: carol.email, password: PASSWORD })
    other.assertStatus(201)
  })

  test('gives a token that works for 30 days', async ({ client, assert }) => {
    const bob = await person('Bob')
    const answer = await client.post(URL).json({ email: 'Bob@Example.com', password: PASSWORD })
    answer.assertStatus(201)
    const { token, expiresAt, user } = answer.body().data
    assert.equal(user.id, bob.id)
    assert.approximately((Date.parse(expiresAt) - Date.now()) / DAY_MS, 30, 0.1)
    const me = await client.get('/api/v1/me').bearerToken(token)
    me.assertBodyContains({ data: { id: bob.id } })
  })

  test('signs in also with a stale token at hand', async ({ client }) => {
    const { email } = await person('Bob')
    const request = client.post(URL).bearerToken('oat_MQ.c3RhbGU')
    const answer = await request.json({ email, password: PASSWORD })
    answer.assertStatus(201)
  })

  test('keeps of the token a hash only', async ({ assert }) => {
    const { token } = await person('Bob')
    const row = await db.from('auth_access_tokens').firstOrFail()
    const secret = Buffer.from(token.split('.')[1], 'base64url').toString()
    assert.notInclude(JSON.stringify(row), secret)
  })
})

/** Names of headers; their values differ by the second. */
function namesOf(headers: Record<string, string>) {
  return Object.keys(headers).sort()
}

/** Notes each use of argon2 until it is told to stop. */
function countHashing() {
  const argon = hash.use('argon')
  const { make, verify } = argon
  const used: string[] = []
  argon.make = (value) => (used.push('make'), make.call(argon, value))
  argon.verify = (hashed, value) => (used.push('verify'), verify.call(argon, hashed, value))
  const stop = () => {
    Object.assign(argon, { make, verify })
    return used
  }
  return { stop }
}
