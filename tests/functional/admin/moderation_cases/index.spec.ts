import { test } from '@japa/runner'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { suspend } from '#tests/helpers/sellers'

const URL = '/api/v1/admin/moderation-cases'

test.group('GET /admin/moderation-cases', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but staff', async ({ client }) => {
    const { alice, bob } = await cast()
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await client.get(URL).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('refuses a status or cursor that is none', async ({ client }) => {
    const { mira } = await cast()
    const status = await client.get(URL).qs({ status: 'lost' }).as(mira)
    status.assertProblem('validation_failed')
    const cursor = await client.get(URL).qs({ cursor: 'here' }).as(mira)
    cursor.assertProblem('invalid_cursor')
  })

  test('shows what waits, the oldest first, by pages', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lots = [await openAuction(alice), await openAuction(alice), await openAuction(alice)]
    for (const lot of lots) await client.bid(bob, lot, 2000)
    await suspend(client, mira, alice)
    const first = await client.get(URL).qs({ status: 'open', limit: 2 }).as(mira)
    const { nextCursor } = first.body().meta
    const second = await client.get(URL).qs({ limit: 2, cursor: nextCursor }).as(mira)
    const seen = [...first.body().data, ...second.body().data]
    assert.deepEqual(
      seen.map(({ auction }: { auction: { id: string } }) => auction.id),
      lots
    )
    assert.containSubset(seen[0], {
      kind: 'seller_suspended',
      status: 'open',
      seller: { id: alice.id },
      decidedBy: null,
    })
    const kept = await client.get(URL).qs({ status: 'kept' }).as(mira)
    assert.isEmpty(kept.body().data)
  })
})
