import { test } from '@japa/runner'
import knobs from '#config/auction'
import { PASSWORD, person, signIn } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { until } from '#tests/helpers/until'

const URL = '/api/v1/me/password'
const CHANGE = { currentPassword: PASSWORD, password: 'a longer, newer password' }

test.group('PUT /me/password', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor', async ({ client }) => {
    const answer = await client.put(URL).json(CHANGE)
    answer.assertProblem('unauthenticated')
  })

  test('refuses whoever does not know the present password', async ({ client }) => {
    const bob = await person('Bob')
    const answer = await client
      .put(URL)
      .as(bob)
      .json({ ...CHANGE, currentPassword: 'a guess' })
    answer.assertProblem('wrong_password')
  })

  test('refuses {what}')
    .with([
      { what: 'a short new password', wrong: { password: 'too short' } },
      { what: 'no new password', wrong: { password: undefined } },
      { what: 'no present password', wrong: { currentPassword: undefined } },
    ])
    .run(async ({ client }, { wrong }) => {
      const bob = await person('Bob')
      const answer = await client
        .put(URL)
        .as(bob)
        .json({ ...CHANGE, ...wrong })
      answer.assertProblem('validation_failed')
    })

  test('limits the guesses at the present password', async ({ client }) => {
    const bob = await person('Bob')
    const guess = () =>
      client
        .put(URL)
        .as(bob)
        .json({ ...CHANGE, currentPassword: 'a guess' })
    for (let count = 0; count < knobs.limits.loginPerMinute; count++) await guess()
    const answer = await guess()
    answer.assertProblem('too_many_requests')
  })

  test('sets the new password and signs out everywhere', async ({ client }) => {
    const here = await person('Bob')
    const elsewhere = await signIn(here.email)
    await client.get('/api/v1/me').as(elsewhere)
    const answer = await client.put(URL).as(here).json(CHANGE)
    answer.assertStatus(204)
    for (const device of [here, elsewhere]) {
      await until(async () => {
        const me = await client.get('/api/v1/me').as(device)
        return me.status() === 401
      }, 'the end of the token')
    }
    const signInWith = (password: string) =>
      client.post('/api/v1/auth/tokens').json({ email: here.email, password })
    const before = await signInWith(PASSWORD)
    before.assertProblem('invalid_credentials')
    const after = await signInWith(CHANGE.password)
    after.assertStatus(201)
  })
})
