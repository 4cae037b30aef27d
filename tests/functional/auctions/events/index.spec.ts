import { test } from '@japa/runner'
import { cast } from '#tests/helpers/cast'
import { openAuction, pause, resetHouse } from '#tests/helpers/house'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
type Event = { publicSeq: number; type: string }

test.group('GET /auctions/:id/events', (group) => {
  group.each.setup(resetHouse)

  test('refuses {$self}')
    .with(['after=-1', 'after=one', 'after=1.5', 'after=1e30', 'limit=0', 'limit=501'])
    .run(async ({ client }, query) => {
      const { alice } = await cast()
      const lot = await openAuction(alice)
      const answer = await client.get(`/api/v1/auctions/${lot}/events?${query}`)
      answer.assertProblem('validation_failed')
    })

  test('knows no such auction', async ({ client }) => {
    const unknown = await client.get(`/api/v1/auctions/${UNKNOWN}/events`)
    unknown.assertProblem('auction_not_found')
    const nonsense = await client.get('/api/v1/auctions/1/events')
    nonsense.assertProblem('not_found')
  })

  test('has nothing before the first bid', async ({ client, assert }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const answer = await client.get(`/api/v1/auctions/${lot}/events`)
    assert.deepEqual(answer.body(), { data: [], meta: { publicSeq: 0 } })
  })

  test('gives the events above `after` in their order', async ({ client, assert }) => {
    const { alice, bob, carol, mira } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(bob, lot, 4000)
    await client.bid(carol, lot, 2000)
    await pause(lot, mira)
    const read = async (query: string) => {
      const answer = await client.get(`/api/v1/auctions/${lot}/events?${query}`)
      assert.equal(answer.body().meta.publicSeq, 3)
      return answer.body().data as Event[]
    }
    const all = await read('')
    assert.deepEqual(
      all.map((event) => [event.publicSeq, event.type]),
      [
        [1, 'bid'],
        [2, 'bid'],
        [3, 'paused'],
      ]
    )
    assert.deepEqual(await read('after=1&limit=1'), [all[1]])
    assert.deepEqual(await read('after=3'), [])
    assert.deepEqual(await read('after=99'), [])
  })

  test('tells of a bid what the public history gained by it', async ({ client, assert }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2000)
    const answer = await client.get(`/api/v1/auctions/${lot}/events?after=1`)
    const [{ at, endsAt, leader, bids, ...event }] = answer.body().data
    assert.isBelow(Date.parse(at), Date.parse(endsAt))
    assert.deepEqual(event, {
      publicSeq: 2,
      type: 'bid',
      price: 2050,
      reserveMet: true,
      bidCount: 2,
      withdrawn: [],
      note: null,
    })
    assert.containSubset(bids, [
      { amount: 2000, automatic: false },
      { bidder: leader, amount: 2050, automatic: true },
    ])
    assert.notEqual(bids[0].bidder, leader)
  })
})
