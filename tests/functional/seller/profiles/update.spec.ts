import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { CreateUser } from '#actions/create_user'
import { cast, PASSWORD, person, signIn } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const URL = '/api/v1/seller/profile'

test.group('GET and PATCH /seller/profile', (group) => {
  group.each.setup(resetHouse)

  test('refuse everybody but sellers', async ({ client }) => {
    const { bob, mira, ada } = await cast()
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    for (const other of [bob, mira, ada]) {
      const read = await client.get(URL).as(other)
      read.assertProblem('forbidden')
      const changed = await client.patch(URL).as(other).json({ about: 'Me' })
      changed.assertProblem('forbidden')
    }
  })

  test('find that of a seller whom an operator made, trusted', async ({ client, assert }) => {
    const account = { email: 'yan@example.com', password: PASSWORD, displayName: 'Yan' }
    await new CreateUser().execute({ ...account, roles: ['buyer', 'seller'] })
    const answer = await client.get(URL).as(await signIn(account.email))
    answer.assertBodyContains({ data: { name: 'Yan', skipsReview: true, legalName: null } })
    await new CreateUser().execute({ ...account, email: 'yuri@example.com', roles: ['buyer'] })
    assert.lengthOf(await db.from('seller_profiles'), 1)
  })

  test('find none of a seller without one', async ({ client }) => {
    const { alice } = await cast()
    await db.from('seller_profiles').delete()
    const read = await client.get(URL).as(alice)
    read.assertProblem('seller_not_found')
    const changed = await client.patch(URL).as(alice).json({ about: 'Me' })
    changed.assertProblem('seller_not_found')
  })

  test('refuse a {field} that is {what}')
    .with([
      { field: 'name', what: 'blank', value: ' ' },
      { field: 'name', what: 'too long', value: 'x'.repeat(81) },
      { field: 'about', what: 'too long', value: 'x'.repeat(5001) },
      { field: 'country', what: 'a name', value: 'Austria' },
      { field: 'address', what: 'a number', value: 7 },
    ])
    .run(async ({ client }, { field, value }) => {
      const zoe = await person('Zoe', ['seller'])
      const answer = await client
        .patch(URL)
        .as(zoe)
        .json({ [field]: value })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('change what is given, of their own profile alone', async ({ client }) => {
    const { alice } = await cast()
    const zoe = await person('Zoe', ['seller'])
    await client.patch(URL).as(zoe).json({ about: 'Zoe sells maps' })
    const answer = await client.patch(URL).as(alice).json({ address: 'Back Lane 7', country: 'GB' })
    answer.assertStatus(200)
    answer.assertBodyContains({
      data: { id: alice.id, name: 'Alice', about: '', address: 'Back Lane 7', country: 'GB' },
    })
    const other = await client.get(URL).as(zoe)
    other.assertBodyContains({ data: { about: 'Zoe sells maps', address: null } })
    const nothing = await client.patch(URL).as(alice).json({ skipsReview: false })
    nothing.assertBodyContains({ data: { skipsReview: true, country: 'GB' } })
  })
})
