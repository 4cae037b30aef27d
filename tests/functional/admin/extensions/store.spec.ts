import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, houseNow, openAuction, resetHouse, rewind, stateOf } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000
const reason = 'The page could not be reached'

test.group('POST /admin/auctions/:id/extension', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer, a seller and a visitor', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const body = { reason, endsAt: await inMinutes(90) }
    const visitor = await client.post(`/api/v1/admin/auctions/${lot}/extension`).json(body)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await extend(client, other, lot, await inMinutes(90))
      answer.assertProblem('forbidden')
    }
    assert.isEmpty(await auditRows())
  })

  test('refuses an end of {$self}')
    .with([null, 90, 'later', '2027-02-30T18:00:00Z', '2026-12-24T18:00', '9999-12-31T00:00:00Z'])
    .run(async ({ client }, endsAt) => {
      const { alice, mira } = await cast()
      const answer = await extend(client, mira, await openAuction(alice), endsAt)
      answer.assertProblem('validation_failed')
      answer.assertBodyContains({ errors: [{ field: 'endsAt' }] })
    })

  test('knows no such auction', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await extend(client, mira, UNKNOWN, await inMinutes(90))
    unknown.assertProblem('auction_not_found')
    const nonsense = await extend(client, mira, '1', await inMinutes(90))
    nonsense.assertProblem('not_found')
  })

  test('refuses an end that is not later, and a late call', async ({ client }) => {
    const { alice, mira } = await cast()
    const lot = await openAuction(alice)
    const { ends_at: endsAt } = await stateOf(lot)
    const same = await extend(client, mira, lot, (endsAt as Date).toISOString())
    same.assertStatus(422)
    same.assertProblem('not_later')
    const earlier = await extend(client, mira, lot, '0000-01-01T00:00:00Z')
    earlier.assertProblem('not_later')
    await rewind(lot, 61 * MINUTE_MS)
    const late = await extend(client, mira, lot, await inMinutes(90))
    late.assertProblem('auction_ended')
  })

  test('moves the end, and the hard end by the same amount', async ({ client, assert }) => {
    const { alice, mira } = await cast()
    const hardEndsAt = (await houseNow()) + 70 * MINUTE_MS
    const softClose = { windowMs: 1000, extensionMs: 1000, hardEndsAt }
    const lot = await openAuction(alice, { softClose })
    const before = await stateOf(lot)
    const endsAt = await inMinutes(90)
    const answer = await extend(client, mira, lot, endsAt)
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { endsAt, publicSeq: 1 } })
    const movedMs = Date.parse(endsAt) - (before.ends_at as Date).getTime()
    const after = await stateOf(lot)
    assert.equal((after.hard_ends_at as Date).getTime(), hardEndsAt + movedMs)
    assert.deepEqual(after.close_check_at, after.ends_at)
  })

  test('leaves a row in the audit log, or nothing is done', async ({ client, assert, cleanup }) => {
    const { alice, ada } = await cast()
    const lot = await openAuction(alice)
    const before = await stateOf(lot)
    await db.rawQuery('ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (false)')
    cleanup(() => db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT IF EXISTS full_up'))
    const failed = await extend(client, ada, lot, await inMinutes(90))
    failed.assertProblem('internal_error')
    assert.deepEqual(await stateOf(lot), before)
    await db.rawQuery('ALTER TABLE audit_log DROP CONSTRAINT full_up')
    await extend(client, ada, lot, await inMinutes(90))
    const [row] = await auditRows()
    assert.containSubset(row, { action: 'auction.extended', reason, actor_id: ada.id })
  })
})

function extend(client: ApiClient, staff: Person, lot: string, endsAt: unknown) {
  return client.post(`/api/v1/admin/auctions/${lot}/extension`).as(staff).json({ endsAt, reason })
}

async function inMinutes(minutes: number): Promise<string> {
  return new Date((await houseNow()) + minutes * MINUTE_MS).toISOString()
}
