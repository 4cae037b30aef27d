import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/me'

test.group('GET /me', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor', async ({ client }) => {
    const answer = await client.get(URL)
    answer.assertProblem('unauthenticated')
  })

  test('refuses {$self} as a token')
    .with(['x', 'oat_', 'oat_MQ.x', 'oat_OTk5OTk5OTk5OTk5OTk5OTk5OTk5.x', "oat_' OR 1=1"])
    .run(async ({ client }, token) => {
      const answer = await client.get(URL).bearerToken(token)
      answer.assertProblem('unauthenticated')
    })

  test('refuses a token with the right number and a wrong secret', async ({ client }) => {
    const { token } = await person('Bob')
    const answer = await client.get(URL).bearerToken(`${token.slice(0, -4)}AAAA`)
    answer.assertProblem('unauthenticated')
  })

  test('refuses a token that has expired', async ({ client }) => {
    const bob = await person('Bob')
    await db.from('auth_access_tokens').update({ expires_at: new Date(Date.now() - 86_400_000) })
    const answer = await client.get(URL).as(bob)
    answer.assertProblem('unauthenticated')
  })

  test('shows the account and its roles', async ({ client, assert }) => {
    const bob = await person('Bob', ['buyer', 'seller'])
    const answer = await client.get(URL).as(bob)
    answer.assertStatus(200)
    const { createdAt, ...profile } = answer.body().data
    assert.isString(createdAt)
    assert.deepEqual(profile, {
      id: bob.id,
      email: 'bob@example.com',
      displayName: 'Bob',
      roles: ['buyer', 'seller'],
      suspended: false,
    })
  })
})
