import { randomInt, randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { PgPool } from '#database/pg_pool'
import { BidClient, type BidReply } from '#tests/helpers/bid_client'
import { assertAnswered, assertBooks, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { resetHouse } from '#tests/helpers/house'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

const BIDS_EACH = 6

test.group('Two web processes', (group) => {
  let pool: PgPool
  let other: WebProcess
  let clients: BidClient[]
  let seller: Member

  group.setup(async () => {
    const databaseUrl = process.env.DATABASE_URL ?? ''
    pool = openPool(databaseUrl)
    other = await WebProcess.start({ databaseUrl })
    const own = `http://${process.env.HOST}:${process.env.PORT}`
    clients = [new BidClient(own), new BidClient(other.url)]
    return async () => {
      for (const client of clients) client.close()
      await other.kill()
      await pool.end()
    }
  })
  group.each.setup(async () => {
    await resetHouse()
    ;[seller] = await crowd(pool, 1, 'seller')
  })

  test('give 500 bidders on one auction the state that their log gives', async ({ assert }) => {
    const auctionId = await openLot(pool, seller.id)
    const bidders = await crowd(pool, 500)
    const replies: BidReply[] = []
    const bidNowAndThen = async (bidder: Member) => {
      for (let round = 0; round < BIDS_EACH; round++) {
        const client = clients[randomInt(2)]
        const maximum = 1000 + randomInt(1000 * (round + 1))
        const key = randomInt(2) === 0 ? null : randomUUID()
        replies.push(await client.bid(bidder, auctionId, maximum, key))
      }
    }
    await Promise.all(bidders.map(bidNowAndThen))

    const statuses = new Set(replies.map((reply) => (reply === 'lost' ? reply : reply.status)))
    assert.sameMembers([...statuses], [201, 422])
    const accepted = replies.flatMap((reply) => (reply === 'lost' ? [] : (reply.bidId ?? [])))
    assertAnswered(await bidsOf(pool, auctionId), accepted)
    await assertBooks(pool, auctionId)
  })

  test('make one bid of the same key sent five times at once, and of no other body', async ({
    assert,
  }) => {
    const auctionId = await openLot(pool, seller.id)
    const bidders = await crowd(pool, 40)
    const sendFive = (bidder: Member, maximum: number) => {
      const sent = Array.from({ length: 5 }, (_, index) =>
        clients[index % 2].bid(bidder, auctionId, maximum, 'the-same')
      )
      return Promise.all(sent)
    }
    const replies = await Promise.all(
      bidders.map((bidder, index) => sendFive(bidder, 2000 + index))
    )
    for (const five of replies) {
      const ids = new Set(five.map((reply) => (reply === 'lost' ? reply : reply.bidId)))
      assert.lengthOf([...ids], 1)
    }
    const rows = await bidsOf(pool, auctionId)
    assert.isNotEmpty(rows)
    assert.equal(new Set(rows.map((row) => row.bidder_id)).size, rows.length)
    await assertBooks(pool, auctionId)

    const [winner] = bidders.slice(-1)
    const reused = await sendFive(winner, 9000)
    for (const reply of reused) assert.deepInclude(reply, { code: 'idempotency_key_reused' })
    assert.lengthOf(await bidsOf(pool, auctionId), rows.length)
  })
})
