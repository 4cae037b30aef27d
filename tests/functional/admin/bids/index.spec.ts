import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse, rewind, sweep } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000
type Bid = { seq: number; maximum: number | null; voided: boolean; bidder: { id: string } }

test.group('GET /admin/auctions/:id/bids', (group) => {
  group.each.setup(resetHouse)

  test('refuses a buyer, the seller and a visitor', async ({ client }) => {
    const { alice, bob } = await cast()
    const url = `/api/v1/admin/auctions/${await openAuction(alice)}/bids`
    const visitor = await client.get(url)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob]) {
      const answer = await client.get(url).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('refuses {query}: {code}')
    .with([
      { query: 'cursor=last', code: 'invalid_cursor' as const },
      { query: 'cursor=-1', code: 'invalid_cursor' as const },
      { query: 'limit=0', code: 'validation_failed' as const },
      { query: 'limit=101', code: 'validation_failed' as const },
    ])
    .run(async ({ client }, { query, code }) => {
      const { alice, mira } = await cast()
      const url = `/api/v1/admin/auctions/${await openAuction(alice)}/bids?${query}`
      const answer = await client.get(url).as(mira)
      answer.assertProblem(code)
    })

  test('knows no such auction', async ({ client }) => {
    const { mira } = await cast()
    const unknown = await client.get(`/api/v1/admin/auctions/${UNKNOWN}/bids`).as(mira)
    unknown.assertProblem('auction_not_found')
    const nonsense = await client.get('/api/v1/admin/auctions/1/bids').as(mira)
    nonsense.assertProblem('not_found')
  })

  test('hides a maximum while it stands unbeaten, and for good once voided', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol, mira } = await cast()
    const dora = await person('Dora')
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2000)
    await client.bid(dora, lot, 6000)
    assert.deepEqual(await maximaOf(client, mira, lot), [null, 2000, 3000])
    const url = `/api/v1/admin/auctions/${lot}/bid-voids`
    await client.post(url).as(mira).json({ bidderId: dora.id, reason: 'Shill bidding' })
    assert.deepEqual(await maximaOf(client, mira, lot), [null, 2000, null])
  })

  test("hides the winner's maximum after the sale too", async ({ client, assert }) => {
    const { alice, bob, ada } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await rewind(lot, 61 * MINUTE_MS)
    await sweep()
    assert.deepEqual(await maximaOf(client, ada, lot), [null])
  })

  test('shows who bid when, with what each bid led to', async ({ client, assert }) => {
    const { alice, bob, mira } = await cast()
    const lot = await openAuction(alice)
    const answer = await client.bid(bob, lot, 3000)
    const [{ placedAt, ...bid }] = await read(client, mira, lot)
    assert.isString(placedAt)
    assert.deepEqual(bid, {
      bidId: answer.body().data.bidId,
      seq: 1,
      bidder: { id: bob.id, displayName: 'Bob', email: 'bob@example.com', suspended: false },
      maximum: null,
      price: 1000,
      leading: true,
      buyNow: false,
      voided: false,
    })
  })

  test('comes in pages, the newest first', async ({ client, assert }) => {
    const { alice, bob, carol, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 9000)
    for (const maximum of [2000, 3000]) await client.bid(carol, lot, maximum)
    const url = `/api/v1/admin/auctions/${lot}/bids?limit=2`
    const first = await client.get(url).as(mira)
    await client.bid(carol, lot, 4000)
    const second = await client.get(`${url}&cursor=${first.body().meta.nextCursor}`).as(mira)
    const seqs = [first, second].flatMap((page) => page.body().data.map((bid: Bid) => bid.seq))
    assert.deepEqual(seqs, [3, 2, 1])
    assert.isNull(second.body().meta.nextCursor)
  })
})

async function read(client: ApiClient, staff: Person, lot: string) {
  const answer = await client.get(`/api/v1/admin/auctions/${lot}/bids`).as(staff)
  answer.assertStatus(200)
  return answer.body().data
}

async function maximaOf(client: ApiClient, staff: Person, lot: string) {
  const bids: Bid[] = await read(client, staff, lot)
  return bids.map((bid) => bid.maximum)
}
