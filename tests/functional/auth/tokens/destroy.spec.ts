import { test } from '@japa/runner'
import config from '@adonisjs/core/services/config'
import knobs from '#config/auction'
import { createPgPool } from '#database/pg_pool'
import { TokenVerifier } from '#identity/token_verifier'
import { person, signIn } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { until } from '#tests/helpers/until'

const URL = '/api/v1/auth/tokens/current'

test.group('DELETE /auth/tokens/current', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor, and whoever has signed out already', async ({ client }) => {
    const visitor = await client.delete(URL)
    visitor.assertProblem('unauthenticated')
    visitor.assertHeader('www-authenticate', 'Bearer realm="gavel"')
    const bob = await person('Bob')
    await client.delete(URL).as(bob)
    const again = await client.delete(URL).as(bob)
    again.assertProblem('unauthenticated')
  })

  test('revokes this token at once, and no other of the account', async ({ client }) => {
    const here = await person('Bob')
    const elsewhere = await signIn(here.email)
    const answer = await client.delete(URL).as(here)
    answer.assertStatus(204)
    const refused = await client.get('/api/v1/me').as(here)
    refused.assertProblem('unauthenticated')
    const taken = await client.get('/api/v1/me').as(elsewhere)
    taken.assertStatus(200)
  })

  test('counts in other processes as soon as their cache has forgotten the token', async ({
    client,
    assert,
    cleanup,
  }) => {
    assert.isAtMost(knobs.tokenCacheMs, 4_000)
    const bob = await person('Bob')
    const connectionString = config.get<string>(
      'database.connections.pg.connection.connectionString'
    )
    const pool = createPgPool({ connectionString, max: 1, application_name: 'another process' })
    cleanup(() => pool.end())
    const elsewhere = new TokenVerifier(pool, 300)
    assert.containSubset(await elsewhere.verify(bob.token), { userId: bob.id })
    await client.delete(URL).as(bob)
    await until(async () => (await elsewhere.verify(bob.token)) === null, 'the end of the token')
  })
})
