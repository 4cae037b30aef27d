import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, person, type Person } from '#tests/helpers/cast'
import { auditRows, houseNow, openAuction, resetHouse } from '#tests/helpers/house'

const reason = 'A case of my own'

test.group('A case of their own', (group) => {
  group.each.setup(resetHouse)

  test('is not for a moderator who sells', async ({ client, assert }) => {
    const { bob } = await cast()
    const sam = await person('Sam', ['seller', 'moderator'])
    const lot = await openAuction(sam)
    await client.bid(bob, lot, 2000)
    for (const answer of await deedsOn(client, lot, sam, bob)) {
      answer.assertProblem('conflict_of_interest')
    }
    assert.isEmpty(await auditRows())
  })

  test('nor for one who has a standing bid, until it is voided', async ({ client, assert }) => {
    const { alice, bob, mira, ada } = await cast()
    const lot = await openAuction(alice)
    await client.bid(mira, lot, 1500)
    await client.bid(bob, lot, 2000)
    for (const answer of await deedsOn(client, lot, mira, bob)) {
      answer.assertProblem('conflict_of_interest')
    }
    assert.isEmpty(await auditRows())
    const url = `/api/v1/admin/auctions/${lot}/bid-voids`
    const voided = await client.post(url).as(ada).json({ bidderId: mira.id, reason })
    voided.assertStatus(201)
    for (const answer of await deedsOn(client, lot, mira, bob)) answer.assertStatus(201)
  })

  test('comes before what else would be refused', async ({ client }) => {
    const { alice, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(mira, lot, 1500)
    const endsAt = '2020-01-01T00:00:00Z'
    const answer = await client
      .post(`/api/v1/admin/auctions/${lot}/extension`)
      .as(mira)
      .json({ endsAt, reason })
    answer.assertProblem('conflict_of_interest')
  })
})

/** A void, an extension and a cancellation by this member of staff. */
async function deedsOn(client: ApiClient, lot: string, staff: Person, bidder: Person) {
  const url = `/api/v1/admin/auctions/${lot}`
  const endsAt = new Date((await houseNow()) + 86_400_000).toISOString()
  return [
    await client.post(`${url}/bid-voids`).as(staff).json({ bidderId: bidder.id, reason }),
    await client.post(`${url}/extension`).as(staff).json({ endsAt, reason }),
    await client.post(`${url}/cancellation`).as(staff).json({ reason }),
  ]
}
