import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person, signIn } from '#tests/helpers/cast'
import { auditRows, houseNow, resetHouse } from '#tests/helpers/house'
import { applied, decide, DETAILS } from '#tests/helpers/sellers'
import { setHouse } from '#tests/helpers/settings'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'

test.group('POST /admin/seller-applications/:id/decision', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but staff', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const id = await applied(client, bob)
    const visitor = await client
      .post(`/api/v1/admin/seller-applications/${id}/decision`)
      .json({ decision: 'accept', reason: 'Why not' })
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob, carol]) {
      const answer = await decide(client, other, id)
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('refuses what is no decision, and one without a reason', async ({ client }) => {
    const { bob, mira } = await cast()
    const id = await applied(client, bob)
    for (const wrong of [{ decision: 'maybe' }, { decision: undefined }, { reason: undefined }]) {
      const answer = await decide(client, mira, id, wrong)
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field: Object.keys(wrong)[0] }] })
    }
  })

  test('knows no such application', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await decide(client, mira, UNKNOWN)
    unknown.assertProblem('application_not_found')
    const nonsense = await decide(client, mira, 'first')
    nonsense.assertProblem('not_found')
  })

  test("refuses a moderator's own", async ({ client, assert }) => {
    const { mira, ada } = await cast()
    const id = await applied(client, mira)
    const own = await decide(client, mira, id)
    own.assertProblem('conflict_of_interest')
    assert.isEmpty(await auditRows())
    const answer = await decide(client, ada, id)
    answer.assertStatus(201)
    const user = await db.from('users').where('id', mira.id).firstOrFail()
    assert.deepEqual(user.roles, ['moderator', 'seller'])
  })

  test('refuses a second decision, also of two at once', async ({ client, assert }) => {
    const { bob, mira, ada } = await cast()
    const id = await applied(client, bob)
    const answers = await Promise.all([
      decide(client, mira, id),
      decide(client, ada, id, { decision: 'decline' }),
    ])
    assert.deepEqual(answers.map((answer) => answer.status()).toSorted(), [201, 409])
    const late = await decide(client, ada, id)
    late.assertProblem('already_decided')
    assert.lengthOf(await auditRows(), 1)
  })

  test('makes a seller, with profile and audit row', async ({ client, assert }) => {
    const { bob, mira } = await cast()
    const id = await applied(client, bob)
    const answer = await decide(client, mira, id, { reason: 'Known to the house' })
    answer.assertStatus(201)
    answer.assertBodyContains({
      data: { id, status: 'accepted', user: { id: bob.id }, decidedBy: { id: mira.id } },
    })
    const seller = await signIn(bob.email)
    const profile = await client.get('/api/v1/seller/profile').as(seller)
    const { note, ...details } = DETAILS
    profile.assertBodyContains({ data: { name: 'Bob', skipsReview: false, ...details } })
    const [row] = await auditRows()
    assert.containSubset(row, {
      action: 'seller_application.accepted',
      actor_id: mira.id,
      reason: 'Known to the house',
      subject_type: 'user',
      subject_id: bob.id,
    })
    assert.isNotEmpty(note)
  })

  test('makes nobody a seller who is declined', async ({ client, assert }) => {
    const { bob, mira } = await cast()
    await decide(client, mira, await applied(client, bob), { decision: 'decline' })
    const user = await db.from('users').where('id', bob.id).firstOrFail()
    assert.deepEqual(user.roles, ['buyer'])
    assert.isEmpty(await db.from('seller_profiles').where('user_id', bob.id))
    const [row] = await auditRows()
    assert.containSubset(row, { action: 'seller_application.declined' })
  })

  test('does nothing where the audit log cannot be written', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { bob, mira } = await cast()
    const id = await applied(client, bob)
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up'))
    const failed = await decide(client, mira, id)
    failed.assertProblem('internal_error')
    const user = await db.from('users').where('id', bob.id).firstOrFail()
    assert.deepEqual(user.roles, ['buyer'])
  })
})

test.group('The short way to open an auction', (group) => {
  group.each.setup(resetHouse)

  test('is for those who skip review, as the house says', async ({ client }) => {
    const { ada, mira } = await cast()
    const [zoe, yan] = [await person('Zoe'), await person('Yan')]
    await decide(client, mira, await applied(client, zoe))
    await decide(client, mira, await applied(client, yan), { skipsReview: true })
    const sellers = { zoe: await signIn(zoe.email), yan: await signIn(yan.email) }
    const endsAt = new Date((await houseNow()) + 86_400_000).toISOString()
    const lot = { title: 'A clock', description: '', currency: 'EUR', startPrice: 100, endsAt }
    const open = (who: 'zoe' | 'yan') =>
      client.post('/api/v1/seller/auctions').as(sellers[who]).json(lot)

    const untrusted = await open('zoe')
    untrusted.assertProblem('review_required')
    const trusted = await open('yan')
    trusted.assertStatus(201)
    await setHouse(ada, 'reviewRules', { skippedBy: 'nobody' })
    const reviewed = await open('yan')
    reviewed.assertProblem('review_required')
    await setHouse(ada, 'reviewRules', { skippedBy: 'everybody' })
    const anybody = await open('zoe')
    anybody.assertStatus(201)
  })
})
