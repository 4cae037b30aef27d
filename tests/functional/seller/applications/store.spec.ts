import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { applied, apply, decide, DETAILS } from '#tests/helpers/sellers'

const URL = '/api/v1/seller/application'

test.group('POST /seller/application', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor, a suspended account and a seller', async ({ client, assert }) => {
    const { alice } = await cast()
    const visitor = await client.post(URL).json(DETAILS)
    visitor.assertProblem('unauthenticated')
    const zoe = await person('Zoe')
    const suspension = { suspended_at: new Date(), suspension_reason: 'Does not pay' }
    await db.from('users').where('id', zoe.id).update(suspension)
    const suspended = await apply(client, zoe)
    suspended.assertProblem('account_suspended')
    const seller = await apply(client, alice)
    seller.assertProblem('already_seller')
    assert.isEmpty(await db.from('seller_applications'))
  })

  test('refuses a {field} that is {what}')
    .with([
      { field: 'legalName', what: 'missing', value: undefined },
      { field: 'legalName', what: 'blank', value: ' ' },
      { field: 'legalName', what: 'too long', value: 'x'.repeat(201) },
      { field: 'address', what: 'missing', value: undefined },
      { field: 'address', what: 'too long', value: 'x'.repeat(501) },
      { field: 'country', what: 'missing', value: undefined },
      { field: 'country', what: 'a name', value: 'Austria' },
      { field: 'country', what: 'in small letters', value: 'at' },
      { field: 'note', what: 'too long', value: 'x'.repeat(2001) },
    ])
    .run(async ({ client }, { field, value }) => {
      const answer = await apply(client, await person('Zoe'), { [field]: value })
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field }] })
    })

  test('takes one, and no second while it is open', async ({ client, assert }) => {
    const { bob, mira } = await cast()
    const answer = await apply(client, bob)
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { ...DETAILS, status: 'open', reason: null } })
    const again = await apply(client, bob)
    again.assertProblem('already_applied')
    const declined = await decide(client, mira, answer.body().data.id, { decision: 'decline' })
    declined.assertStatus(201)
    const later = await apply(client, bob, { note: null })
    later.assertBodyContains({ data: { status: 'open', note: '' } })
    assert.lengthOf(await db.from('seller_applications'), 2)
  })

  test('takes one of two that are sent at once', async ({ client, assert }) => {
    const { bob } = await cast()
    const answers = await Promise.all([apply(client, bob), apply(client, bob)])
    assert.deepEqual(answers.map((answer) => answer.status()).toSorted(), [201, 409])
  })
})

test.group('GET /seller/application', (group) => {
  group.each.setup(resetHouse)

  test('refuses a visitor, and finds none where none was sent', async ({ client }) => {
    const { bob } = await cast()
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    const none = await client.get(URL).as(bob)
    none.assertProblem('application_not_found')
  })

  test('tells the applicant what became of the latest, not by whom', async ({ client, assert }) => {
    const { bob, carol, mira } = await cast()
    await applied(client, carol)
    const id = await applied(client, bob)
    await decide(client, mira, id, { decision: 'decline', reason: 'No proof of address' })
    const answer = await client.get(URL).as(bob)
    answer.assertBodyContains({ data: { id, status: 'declined', reason: 'No proof of address' } })
    assert.notInclude(answer.text(), mira.id)
    const latest = await applied(client, bob)
    const open = await client.get(URL).as(bob)
    open.assertBodyContains({ data: { id: latest, status: 'open', decidedAt: null } })
  })
})
