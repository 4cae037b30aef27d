import type { ApiClient, ApiResponse } from '@japa/api-client'
import { test } from '@japa/runner'
import { cast, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
type Line = { bidder: string; amount: number; automatic: boolean; withdrawn: boolean; type: string }

test.group('GET /auctions/:id/history', (group) => {
  group.each.setup(resetHouse)

  test('refuses {query}: {code}')
    .with([
      { query: 'cursor=first', code: 'invalid_cursor' as const },
      { query: 'cursor=-1', code: 'invalid_cursor' as const },
      { query: 'cursor=9999999999999999999', code: 'invalid_cursor' as const },
      { query: 'limit=0', code: 'validation_failed' as const },
      { query: 'limit=101', code: 'validation_failed' as const },
    ])
    .run(async ({ client }, { query, code }) => {
      const { alice } = await cast()
      const answer = await client.get(historyOf(await openAuction(alice), query))
      answer.assertProblem(code)
    })

  test('knows no such auction', async ({ client }) => {
    const unknown = await client.get(historyOf(UNKNOWN))
    unknown.assertProblem('auction_not_found')
    const nonsense = await client.get(historyOf('1'))
    nonsense.assertProblem('not_found')
  })

  test('lists bids as they were shown, under an alias for each bidder', async ({
    client,
    assert,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2000)
    await client.bid(carol, lot, 5000)
    const lines = await read(client, lot)
    const [first, second] = lines.map((line) => line.bidder)
    assert.match(first, /^bidder-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{2}$/)
    assert.deepEqual(
      lines.map(({ bidder, amount, automatic }) => [bidder, amount, automatic]),
      [
        [first, 1000, false],
        [second, 2000, false],
        [first, 2050, true],
        [first, 3000, true],
        [second, 3100, false],
      ]
    )
  })

  test('gives a bidder another alias in another auction', async ({ client, assert }) => {
    const { alice, bob } = await cast()
    const lots = [await openAuction(alice), await openAuction(alice)]
    for (const lot of lots) await client.bid(bob, lot, 2000)
    const [[here], [there]] = await Promise.all(lots.map((lot) => read(client, lot)))
    assert.notEqual(here.bidder, there.bidder)
  })

  test('keeps a withdrawn bid on record, and marks it', async ({ client, assert }) => {
    const { alice, bob, carol, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2000)
    await voidAll(client, mira, lot, carol)
    const lines = await read(client, lot)
    assert.deepEqual(
      lines.map(({ type, amount, withdrawn }) => [type, amount, withdrawn]),
      [
        ['bid', 1000, false],
        ['bid', 2000, true],
        ['bid', 2050, false],
        ['withdrawn', null, false],
      ]
    )
    assert.containSubset(lines.at(-1), { bidder: null, price: 1000, leader: lines[0].bidder })
  })

  test('marks what was placed for a withdrawn proxy too', async ({ client, assert }) => {
    const { alice, bob, carol, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2000)
    await voidAll(client, mira, lot, bob)
    const lines = await read(client, lot)
    const marks = lines.map(({ amount, withdrawn }) => [amount, withdrawn])
    assert.deepEqual(marks, [
      [1000, true],
      [2000, false],
      [2050, true],
      [null, false],
    ])
  })

  test('comes in pages that do not move while bids come in', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 9000)
    for (const maximum of [2000, 3000, 4000]) await client.bid(carol, lot, maximum)
    const seqs: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: ApiResponse = await client.get(
        historyOf(lot, `limit=2${cursor && `&cursor=${cursor}`}`)
      )
      seqs.push(...page.body().data.map((line: { publicSeq: number }) => line.publicSeq))
      cursor = page.body().meta.nextCursor
      if (cursor === '2') await client.bid(carol, lot, 5000)
    }
    assert.deepEqual(seqs, [1, 2, 2, 3, 3, 4, 4, 5, 5])
  })
})

function historyOf(lot: string, query = '') {
  return `/api/v1/auctions/${lot}/history?${query}`
}

async function read(client: ApiClient, lot: string): Promise<Line[]> {
  const answer = await client.get(historyOf(lot))
  return answer.body().data
}

async function voidAll(client: ApiClient, moderator: Person, lot: string, bidder: Person) {
  const request = client.post(`/api/v1/admin/auctions/${lot}/bid-voids`).as(moderator)
  const answer = await request.json({ bidderId: bidder.id, reason: 'Shill bidding' })
  answer.assertStatus(201)
}
