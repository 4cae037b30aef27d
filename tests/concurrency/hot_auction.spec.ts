import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { BidDesk } from '#bidding/bid_desk'
import knobs from '#config/auction'
import type { PgClient, PgPool } from '#database/pg_pool'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

test.group('A hot auction', (group) => {
  const url = `http://${process.env.HOST}:${process.env.PORT}`
  let pool: PgPool
  let client: BidClient
  let blocker: PgClient
  let auctionId: string
  let bidders: Member[]

  /** Bids cannot be written until `unblock`; everything else can. */
  const block = () => blocker.query('BEGIN; LOCK TABLE outbox IN EXCLUSIVE MODE')
  const unblock = () => blocker.query('ROLLBACK')
  const countBlocked = async () => {
    const answer = await pool.query<{ count: number }>(
      `SELECT count(*) AS count FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND application_name = 'gavel-bids'`
    )
    return answer.rows[0].count
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    client = new BidClient(url)
    return async () => {
      client.close()
      await pool.end()
    }
  })
  group.each.setup(async () => {
    await resetHouse()
    blocker = await pool.connect()
    const [seller] = await crowd(pool, 1, 'seller')
    bidders = await crowd(pool, 200)
    auctionId = await openLot(pool, seller.id)
    return async () => {
      await unblock()
      blocker.release()
      await assertBooks(pool)
    }
  })

  test('never keeps anybody from looking, whose bids all wait', async ({ assert }) => {
    const [seller] = await crowd(pool, 1, 'seller')
    const other = await openLot(pool, seller.id)
    await block()
    const bids = bidders.flatMap((bidder, index) => [
      client.bid(bidder, auctionId, 2000 + index),
      client.bid(bidder, other, 2000 + index),
    ])
    const inFlight = knobs.bidding.statementsInFlight
    await until(async () => (await countBlocked()) >= inFlight, 'all of bidding to wait')

    const paths = [
      '/api/v1/auctions',
      `/api/v1/auctions/${auctionId}`,
      `/api/v1/auctions/${auctionId}/history`,
      '/health/ready',
    ]
    const responses = await Promise.all(paths.map((path) => fetch(url + path)))
    assert.deepEqual(
      responses.map((response) => response.status),
      [200, 200, 200, 200]
    )
    assert.isAtLeast(await countBlocked(), inFlight)
    await unblock()
    const replies = await Promise.all(bids)
    const statuses = replies.map((reply) => reply !== 'lost' && reply.status)
    assert.includeMembers([201, 422], statuses)
    const rows = [await bidsOf(pool, auctionId), await bidsOf(pool, other)].flat()
    assert.lengthOf(rows, statuses.filter((status) => status === 201).length)
  })

  test('takes no more bids than it can hold, and says when to come again', async ({ assert }) => {
    const desk = await app.container.make(BidDesk)
    await block()
    const waiting = Array.from({ length: knobs.bidding.queueLength + 500 }, (_, index) =>
      desk.place({
        auctionId,
        bidderId: bidders[index % bidders.length].id,
        maximum: 2000 + index,
        idempotencyKey: null,
      })
    )
    const reply = await client.bid(bidders[0], auctionId, 900_000)
    assert.deepInclude(reply, { status: 503, code: 'busy', retryAfter: '1' })

    await unblock()
    const answers = await Promise.all(waiting)
    const busy = answers.filter((answer) => !answer.accepted && answer.code === 'busy')
    assert.isAbove(busy.length, 0)
    assert.isAtLeast(answers.length - busy.length, knobs.bidding.queueLength)
    const again = await client.bid(bidders[0], auctionId, 900_000)
    assert.deepInclude(again, { status: 201 })
  })

  test('fills no other auction’s queue, until the whole desk is full', async ({ assert }) => {
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all([1, 2, 3].map(() => openLot(pool, seller.id)))
    const own = openDesk({ limits: { queueLength: 3, totalQueueLength: 5, bidsPerBatch: 1 } })
    await block()
    const place = (lot: number) =>
      own.desk.place({
        auctionId: lots[lot],
        bidderId: bidders[0].id,
        maximum: 2000,
        idempotencyKey: null,
      })
    // One of each lot is in flight; those that wait count.
    const waiting = [place(0), place(0), place(0), place(0), place(1)]
    const answers = await Promise.all([place(0), place(1), place(2)])
    for (const answer of answers) assert.deepEqual(answer, { accepted: false, code: 'busy' })
    await unblock()
    const settled = await Promise.all(waiting)
    const [first, ...rest] = settled.map((answer) => (answer.accepted ? 'accepted' : answer.code))
    assert.equal(first, 'accepted')
    assert.deepEqual(rest, [...Array<string>(3).fill('not_above_own_maximum'), 'accepted'])
    await own.close()
  })
})
