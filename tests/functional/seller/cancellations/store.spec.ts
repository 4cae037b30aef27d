import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse, rewind } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('POST /seller/auctions/:id/cancellation', (group) => {
  group.each.setup(resetHouse)

  test("refuses everybody but sellers, and another seller's auction", async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    const visitor = await client.post(`/api/v1/seller/auctions/${lot}/cancellation`)
    visitor.assertProblem('unauthenticated')
    for (const other of [bob, mira, await person('Zoe', ['seller'])]) {
      const answer = await cancel(client, other, lot)
      answer.assertProblem('forbidden')
    }
  })

  test('knows no such auction', async ({ client }) => {
    const { alice } = await cast()
    const unknown = await cancel(client, alice, UNKNOWN)
    unknown.assertProblem('auction_not_found')
    const nonsense = await cancel(client, alice, '1')
    nonsense.assertProblem('not_found')
  })

  test('refuses while a bid stands', async ({ client }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 1000)
    const answer = await cancel(client, alice, lot)
    answer.assertStatus(409)
    answer.assertProblem('has_bids')
  })

  test('refuses after the end, and a second time', async ({ client }) => {
    const { alice } = await cast()
    const [ended, lot] = [await openAuction(alice), await openAuction(alice)]
    await rewind(ended, 61 * MINUTE_MS)
    const late = await cancel(client, alice, ended)
    late.assertProblem('auction_ended')
    await cancel(client, alice, lot)
    const twice = await cancel(client, alice, lot)
    twice.assertProblem('auction_ended')
  })

  test('cancels an auction without bids, also before it starts', async ({ client }) => {
    const { alice, bob } = await cast()
    for (const startsInMs of [0, MINUTE_MS]) {
      const lot = await openAuction(alice, { startsInMs })
      const answer = await cancel(client, alice, lot)
      answer.assertStatus(201)
      answer.assertBodyContains({ data: { status: 'ended', outcome: 'cancelled', leader: null } })
      const bid = await client.bid(bob, lot, 2000)
      bid.assertStatus(409)
    }
  })

  test('cancels once the bids were voided', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 1000)
    const reason = 'The bidder asked for it'
    await client
      .post(`/api/v1/admin/auctions/${lot}/bid-voids`)
      .as(mira)
      .json({ bidderId: bob.id, reason })
    const answer = await cancel(client, alice, lot)
    answer.assertBodyContains({ data: { outcome: 'cancelled' } })
  })
})

function cancel(client: ApiClient, seller: Person, lot: string) {
  return client.post(`/api/v1/seller/auctions/${lot}/cancellation`).as(seller)
}
