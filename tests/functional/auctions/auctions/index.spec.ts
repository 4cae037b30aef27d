import type { ApiClient, ApiResponse } from '@japa/api-client'
import { test } from '@japa/runner'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import { cast, person } from '#tests/helpers/cast'
import { openAuction, pause, resetHouse, rewind, sweep } from '#tests/helpers/house'

const URL = '/api/v1/auctions'
const MINUTE_MS = 60_000

test.group('GET /auctions', (group) => {
  group.each.setup(resetHouse)

  test('refuses {$self}')
    .with([
      'status=open',
      'sort=title',
      'seller=alice',
      'limit=0',
      'limit=101',
      'limit=ten',
      'limit=1.5',
      'q=%00',
      `q=${'x'.repeat(201)}`,
      `cursor=${'x'.repeat(301)}`,
    ])
    .run(async ({ client }, query) => {
      const answer = await client.get(`${URL}?${query}`)
      answer.assertProblem('validation_failed')
    })

  test('refuses the cursor {parts}')
    .with([
      { parts: [] },
      { parts: ['endingSoon', '1795458000000'] },
      { parts: ['endingSoon', 'soon', ID()] },
      { parts: ['endingSoon', '9999999999999999', ID()] },
      { parts: ['endingSoon', '1795458000000', "' OR 1=1"] },
      { parts: ['newest', 'x', ID()] },
      { parts: ['price', '99999999999999', ID()] },
      { parts: ['mostBids', '3000000000', ID()] },
      { parts: ['mostBids', '999999999', ID()] },
    ])
    .run(async ({ client }, { parts }) => {
      const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url')
      // The last is good, for another sort.
      const sort = parts[1] === '999999999' ? 'price' : (parts[0] ?? 'endingSoon')
      const answer = await client.get(`${URL}?sort=${sort}&cursor=${cursor}`)
      answer.assertProblem('invalid_cursor')
    })

  test('refuses a token that is not good', async ({ client }) => {
    const answer = await client.get(URL).bearerToken('oat_MQ.x')
    answer.assertProblem('unauthenticated')
  })

  test('finds nothing in an empty house', async ({ client, assert }) => {
    const answer = await client.get(URL)
    assert.deepEqual(answer.body(), { data: [], meta: { nextCursor: null } })
  })

  test('shows what a visitor needs to choose', async ({ client, assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice, { title: 'A teapot', reserve: 5000, startPrice: 700 })
    const answer = await client.get(URL)
    const [{ startsAt, endsAt, ...summary }] = answer.body().data
    assert.isAbove(Date.parse(endsAt), Date.parse(startsAt))
    assert.deepEqual(summary, {
      id: lot,
      title: 'A teapot',
      seller: { id: alice.id, displayName: 'Alice' },
      status: 'live',
      outcome: null,
      currency: 'EUR',
      price: 700,
      bidCount: 0,
    })
  })

  test('filters by status', async ({ client, assert }) => {
    const { alice, mira } = await cast()
    const lots = {
      scheduled: await openAuction(alice, { startsInMs: MINUTE_MS }),
      live: await openAuction(alice),
      paused: await openAuction(alice),
      ended: await openAuction(alice),
    }
    await pause(lots.paused, mira)
    await rewind(lots.ended, 61 * MINUTE_MS)
    await new RefreshBrowsing().execute()
    for (const [status, lot] of Object.entries(lots)) {
      assert.deepEqual(await idsOf(client, `status=${status}`), [lot], status)
    }
    await sweep()
    await new RefreshBrowsing().execute()
    assert.deepEqual(await idsOf(client, 'status=ended'), [lots.ended])
  })

  test('filters by seller and by words', async ({ client, assert }) => {
    const [{ alice }, zoe] = [await cast(), await person('Zoe', ['seller'])]
    const clock = await openAuction(alice, { title: 'A wall clock', description: 'It ticks' })
    const map = await openAuction(zoe, { title: 'A wall map', description: 'Of the clock tower' })
    assert.deepEqual(await idsOf(client, `seller=${zoe.id}`), [map])
    assert.sameMembers(await idsOf(client, 'q=clock'), [clock, map])
    assert.deepEqual(await idsOf(client, 'q=clock -map'), [clock])
    assert.deepEqual(await idsOf(client, `q=clock&seller=${zoe.id}`), [map])
    assert.deepEqual(await idsOf(client, `q=%25' OR 1=1`), [])
  })

  test('sorts by end, age, price and bids', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const first = await openAuction(alice, { startPrice: 3000, endsInMs: 3 * MINUTE_MS })
    const second = await openAuction(alice, { startPrice: 100, endsInMs: 2 * MINUTE_MS })
    const third = await openAuction(alice, { startPrice: 200, endsInMs: MINUTE_MS })
    await client.bid(bob, second, 5000)
    await client.bid(carol, second, 4000)
    await client.bid(carol, third, 300)
    await new RefreshBrowsing().execute()
    assert.deepEqual(await idsOf(client, ''), [third, second, first])
    assert.deepEqual(await idsOf(client, 'sort=endingSoon'), [third, second, first])
    assert.deepEqual(await idsOf(client, 'sort=newest'), [third, second, first])
    assert.deepEqual(await idsOf(client, 'sort=price'), [third, first, second])
    assert.deepEqual(await idsOf(client, 'sort=mostBids'), [second, third, first])
  })

  test('pages by {$self} meet each lot once while others come in')
    .with(['endingSoon', 'newest', 'price', 'mostBids'])
    .run(async ({ client, assert }, sort) => {
      const { alice } = await cast()
      const lots = []
      for (let count = 0; count < 5; count++) lots.push(await openAuction(alice))
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: ApiResponse = await client.get(
          `${URL}?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`
        )
        seen.push(...page.body().data.map((lot: { id: string }) => lot.id))
        cursor = page.body().meta.nextCursor
        if (seen.length < 5) await openAuction(alice)
      }
      assert.includeMembers(seen, lots)
      assert.lengthOf(new Set(seen), seen.length)
    })
})

function ID() {
  return '01a209c1-5841-70cb-a767-e083908ab2a6'
}

async function idsOf(client: ApiClient, query: string): Promise<string[]> {
  const answer = await client.get(`${URL}?${query}`)
  return answer.body().data.map((lot: { id: string }) => lot.id)
}
