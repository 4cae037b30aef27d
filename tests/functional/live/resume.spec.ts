import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { LiveReader } from '#tests/helpers/live_reader'

test.group('GET /auctions/:id/live after a disconnect', (group) => {
  group.each.setup(resetHouse)

  test('takes {$self} for no event it has sent, and begins anew')
    .with(['', 'x', '-1', '1.5', '99', '9999999999999999999'])
    .run(async ({ client, assert, cleanup }, id) => {
      const reader = await LiveReader.open(await auctionAtFour(client), {
        headers: { 'last-event-id': id },
      })
      cleanup(() => reader.close())
      await reader.reach(4)
      assert.deepEqual(
        reader.frames.map((frame) => [frame.id, frame.event]),
        [[4, 'snapshot']]
      )
    })

  test('tells all that was missed since event {$self}, and nothing twice')
    .with([0, 1, 3])
    .run(async ({ client, assert, cleanup }, id) => {
      const reader = await LiveReader.open(await auctionAtFour(client), {
        headers: { 'last-event-id': String(id) },
      })
      cleanup(() => reader.close())
      await reader.reach(4)
      assert.deepEqual(reader.seqs, [1, 2, 3, 4].slice(id))
      assert.isTrue(reader.frames.every((frame) => frame.event === 'update'))
    })

  test('says nothing to a reader who has missed nothing, until something happens', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const reader = await LiveReader.open(lot, { headers: { 'last-event-id': '0' } })
    cleanup(() => reader.close())
    await client.bid(bob, lot, 2000)
    await reader.reach(1)
    assert.deepEqual(
      reader.frames.map((frame) => [frame.id, frame.event]),
      [[1, 'update']]
    )
  })

  test('goes by the header where there is one, else by the address', async ({
    client,
    assert,
    cleanup,
  }) => {
    const lot = await auctionAtFour(client)
    const query = 'lastEventId=1'
    const byHeader = await LiveReader.open(lot, { headers: { 'last-event-id': '3' }, query })
    const byAddress = await LiveReader.open(lot, { query })
    cleanup(() => [byHeader, byAddress].forEach((reader) => reader.close()))
    await Promise.all([byHeader.reach(4), byAddress.reach(4)])
    assert.deepEqual(byHeader.seqs, [4])
    assert.deepEqual(byAddress.seqs, [2, 3, 4])
  })
})

/** An auction with four public events. */
async function auctionAtFour(client: ApiClient): Promise<string> {
  const { alice, bob, carol } = await cast()
  const lot = await openAuction(alice)
  await client.bid(bob, lot, 9000)
  for (const maximum of [2000, 3000, 4000]) await client.bid(carol, lot, maximum)
  return lot
}
