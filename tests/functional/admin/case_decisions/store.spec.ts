import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, person, signIn, type Person } from '#tests/helpers/cast'
import { auditRows, openAuction, resetHouse, rewind, stateOf } from '#tests/helpers/house'
import { suspend } from '#tests/helpers/sellers'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('POST /admin/moderation-cases/:id/decision', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but staff', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const { id } = await openCase(client, { alice, bob, mira })
    const url = `/api/v1/admin/moderation-cases/${id}/decision`
    const visitor = await client.post(url).json({})
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await decide(client, other, id, 'keep')
      answer.assertProblem('forbidden')
    }
  })

  test('refuses what is no decision, and one without a reason', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const { id } = await openCase(client, { alice, bob, mira })
    const wrong = await decide(client, mira, id, 'wait')
    wrong.assertBodyContains({ errors: [{ field: 'decision' }] })
    const silent = await client
      .post(`/api/v1/admin/moderation-cases/${id}/decision`)
      .as(mira)
      .json({ decision: 'keep' })
    silent.assertBodyContains({ errors: [{ field: 'reason' }] })
  })

  test('knows no such case', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await decide(client, mira, UNKNOWN, 'keep')
    unknown.assertProblem('case_not_found')
    const nonsense = await decide(client, mira, 'first', 'keep')
    nonsense.assertProblem('not_found')
  })

  test('refuses staff who bid on the auction, or who sell', async ({ client }) => {
    const { bob, mira, ada } = await cast()
    const sam = await person('Sam', ['seller', 'moderator'])
    const { id } = await openCase(client, { alice: sam, bob, mira: ada }, mira)
    const bidder = await decide(client, mira, id, 'keep')
    bidder.assertProblem('conflict_of_interest')
    await client.delete(`/api/v1/admin/users/${sam.id}/suspension`).as(ada)
    const seller = await decide(client, await signIn(sam.email), id, 'keep')
    seller.assertProblem('conflict_of_interest')
  })

  test('lets the auction run', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const { id, lot } = await openCase(client, { alice, bob, mira })
    const answer = await decide(client, mira, id, 'keep')
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { id, status: 'kept', decidedBy: { id: mira.id } } })
    assert.containSubset(await stateOf(lot), { status: 'open', leader_id: bob.id })
    const rows = await auditRows()
    assert.containSubset(rows.at(-1), { action: 'case.kept', actor_id: mira.id })
    const twice = await decide(client, mira, id, 'cancel')
    twice.assertProblem('already_decided')
  })

  test('cancels the auction, once of two at once', async ({ client, assert }) => {
    const { alice, bob, mira, ada } = await cast()
    const { id, lot } = await openCase(client, { alice, bob, mira })
    const answers = await Promise.all([
      decide(client, mira, id, 'cancel'),
      decide(client, ada, id, 'cancel'),
    ])
    assert.deepEqual(answers.map((answer) => answer.status()).toSorted(), [201, 409])
    assert.containSubset(await stateOf(lot), { status: 'cancelled' })
    const rows = await auditRows()
    const acts = rows.map(({ action }) => action)
    assert.deepEqual(acts, ['user.suspended', 'auction.cancelled', 'case.cancelled'])
    const shown = await client.get(`/api/v1/auctions/${lot}`)
    shown.assertBodyContains({ data: { outcome: 'cancelled' } })
  })

  test('cannot cancel what has ended, but can be closed', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const { id, lot } = await openCase(client, { alice, bob, mira })
    await rewind(lot, 61 * MINUTE_MS)
    const late = await decide(client, mira, id, 'cancel')
    late.assertProblem('auction_ended')
    const kept = await decide(client, mira, id, 'keep')
    kept.assertBodyContains({ data: { status: 'kept' } })
  })
})

type Roles = { alice: Person; bob: Person; mira: Person }

/** Alice is suspended while Bob, and perhaps another, bids on her lot. */
async function openCase(client: ApiClient, { alice, bob, mira }: Roles, another?: Person) {
  const lot = await openAuction(alice)
  if (another) await client.bid(another, lot, 1500)
  await client.bid(bob, lot, 2000)
  await suspend(client, mira, alice)
  const row = await db.from('moderation_cases').where('auction_id', lot).firstOrFail()
  return { id: row.id as string, lot }
}

function decide(client: ApiClient, staff: Person, caseId: string, decision: string) {
  return client
    .post(`/api/v1/admin/moderation-cases/${caseId}/decision`)
    .as(staff)
    .json({ decision, reason: 'The board decided so' })
}
