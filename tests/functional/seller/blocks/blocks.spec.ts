import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse, stateOf } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const STRANGER = 'bidder-0000-0000-00'

test.group('Blocks', (group) => {
  group.each.setup(resetHouse)

  test("are for sellers alone, and not on another seller's auction", async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    const alias = await bidAs(client, bob, lot)
    const visitor = await client.post(`/api/v1/seller/auctions/${lot}/blocks`).json({ alias })
    visitor.assertProblem('unauthenticated')
    for (const other of [bob, mira, await person('Zoe', ['seller'])]) {
      const blocked = await block(client, other, lot, alias)
      blocked.assertProblem('forbidden')
      const unblocked = await unblock(client, other, lot, alias)
      unblocked.assertProblem('forbidden')
    }
    const list = await client.get('/api/v1/seller/blocks').as(bob)
    list.assertProblem('forbidden')
  })

  test('know neither other auctions nor other bidders', async ({ client }) => {
    const { alice, bob } = await cast()
    const [lot, other] = [await openAuction(alice), await openAuction(alice)]
    const alias = await bidAs(client, bob, lot)
    for (const act of [block, unblock]) {
      const nowhere = await act(client, alice, UNKNOWN, alias)
      nowhere.assertProblem('auction_not_found')
      for (const name of [STRANGER, bob.id]) {
        const nobody = await act(client, alice, lot, name)
        nobody.assertProblem('bidder_not_found')
      }
      const elsewhere = await act(client, alice, other, alias)
      elsewhere.assertProblem('bidder_not_found')
    }
    const nonsense = await block(client, alice, 'first', alias)
    nonsense.assertProblem('not_found')
  })

  test('are refused without an alias, and with a reason too long', async ({ client }) => {
    const { alice } = await cast()
    const url = `/api/v1/seller/auctions/${await openAuction(alice)}/blocks`
    const none = await client.post(url).as(alice).json({})
    none.assertBodyContains({ errors: [{ field: 'alias' }] })
    const long = await client
      .post(url)
      .as(alice)
      .json({ alias: STRANGER, reason: 'x'.repeat(1001) })
    long.assertBodyContains({ errors: [{ field: 'reason' }] })
  })

  test('refuse the next bids on all auctions of the seller, and no others', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol } = await cast()
    const zoe = await person('Zoe', ['seller'])
    const [lot, second] = [await openAuction(alice), await openAuction(alice)]
    const foreign = await openAuction(zoe)
    const alias = await bidAs(client, bob, lot)
    const answer = await block(client, alice, lot, alias, 'Never pays')
    answer.assertStatus(201)
    answer.assertBodyContains({ data: { auctionId: lot, alias, reason: 'Never pays' } })
    assert.notInclude(answer.text(), bob.id)
    for (const own of [lot, second]) {
      const bid = await client.bid(bob, own, 5000)
      bid.assertProblem('bidder_blocked')
    }
    assert.containSubset(await stateOf(lot), { leader_id: bob.id }, 'what stands keeps standing')
    const other = await client.bid(carol, second, 5000)
    other.assertStatus(201)
    const elsewhere = await client.bid(bob, foreign, 5000)
    elsewhere.assertStatus(201)
    const twice = await block(client, alice, lot, alias)
    twice.assertProblem('already_blocked')
  })

  test('are taken back, by an alias of any auction', async ({ client }) => {
    const { alice, bob } = await cast()
    const [lot, second] = [await openAuction(alice), await openAuction(alice)]
    const alias = await bidAs(client, bob, lot)
    const secondAlias = await bidAs(client, bob, second)
    await block(client, alice, lot, alias)
    const back = await unblock(client, alice, second, secondAlias)
    back.assertStatus(204)
    const bid = await client.bid(bob, lot, 5000)
    bid.assertStatus(201)
    const twice = await unblock(client, alice, lot, alias)
    twice.assertProblem('not_blocked')
  })

  test('are listed for their seller by alias', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const zoe = await person('Zoe', ['seller'])
    const [lot, foreign] = [await openAuction(alice), await openAuction(zoe)]
    const aliases: string[] = []
    for (const bidder of [bob, carol]) aliases.push(await bidAs(client, bidder, lot))
    for (const alias of aliases) await block(client, alice, lot, alias)
    await block(client, zoe, foreign, await bidAs(client, bob, foreign))
    const url = '/api/v1/seller/blocks'
    const first = await client.get(url).qs({ limit: 1 }).as(alice)
    const { nextCursor } = first.body().meta
    const second = await client.get(url).qs({ limit: 1, cursor: nextCursor }).as(alice)
    const seen = [...first.body().data, ...second.body().data]
    assert.deepEqual(
      seen.map(({ alias }: { alias: string }) => alias),
      aliases
    )
    assert.isNull(second.body().meta.nextCursor)
    for (const { id } of [bob, carol]) assert.notInclude(first.text() + second.text(), id)
    const lost = await client.get(url).qs({ cursor: 'here' }).as(alice)
    lost.assertProblem('invalid_cursor')
  })
})

function block(client: ApiClient, seller: Person, lot: string, alias: string, reason?: string) {
  return client.post(`/api/v1/seller/auctions/${lot}/blocks`).as(seller).json({ alias, reason })
}

function unblock(client: ApiClient, seller: Person, lot: string, alias: string) {
  return client.delete(`/api/v1/seller/auctions/${lot}/blocks/${alias}`).as(seller)
}

/** Bids high enough to lead, and gives the alias that the public then sees. */
async function bidAs(client: ApiClient, bidder: Person, lot: string): Promise<string> {
  const before = await client.get(`/api/v1/auctions/${lot}`)
  const bid = await client.bid(bidder, lot, before.body().data.minimumNext + 1000)
  bid.assertStatus(201)
  const after = await client.get(`/api/v1/auctions/${lot}/history`)
  const lines: { bidder: string; automatic: boolean }[] = after.body().data
  return lines.filter((line) => !line.automatic).at(-1)?.bidder ?? ''
}
