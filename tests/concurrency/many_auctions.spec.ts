import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { ClosingDesk } from '#bidding/closing_desk'
import { DeedDesk } from '#bidding/deed_desk'
import { OutageDesk } from '#bidding/outage_desk'
import type { PgPool } from '#database/pg_pool'
import { BidClient, type BidReply } from '#tests/helpers/bid_client'
import { assertBooks, assertAnswered, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { resetHouse } from '#tests/helpers/house'
import { WebProcess } from '#tests/helpers/house_process'
import { databaseNow, openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

const LOTS = 50
const DURATION_MS = 4_000

test.group('Two processes with batches over the same auctions', (group) => {
  let pool: PgPool
  let other: WebProcess
  let clients: BidClient[]

  group.setup(async () => {
    const databaseUrl = process.env.DATABASE_URL ?? ''
    await resetHouse()
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

  const countDeadlocks = async () => {
    const answer = await pool.query<{ deadlocks: number }>(
      `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`
    )
    return answer.rows[0].deadlocks
  }

  test('never lock each other out, nor those who moderate, extend and close', async ({
    assert,
  }) => {
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all(Array.from({ length: LOTS }, () => openLot(pool, seller.id)))
    const bidders = await crowd(pool, 100)
    const deadlocksBefore = await countDeadlocks()
    const endAt = performance.now() + DURATION_MS
    const replies: BidReply[] = []
    let extended = 0

    const bid = async (bidder: Member, index: number) => {
      for (let maximum = 1000; performance.now() < endAt; maximum += randomInt(50)) {
        const client = clients[index % 2]
        replies.push(await client.bid(bidder, lots[randomInt(LOTS)], maximum, null))
      }
    }
    const moderate = async () => {
      const desk = await app.container.make(DeedDesk)
      while (performance.now() < endAt) {
        const endsAt = (await databaseNow(pool)) + 3_600_000 + randomInt(1_000_000)
        const auctionId = lots[randomInt(LOTS)]
        const order = { auctionId, actorId: null, reason: 'To see what happens' }
        await desk.perform({ ...order, deed: { type: 'extend', endsAt } })
        const bidderId = bidders[randomInt(bidders.length)].id
        await desk.perform({ ...order, deed: { type: 'void_bidder', bidderId } })
      }
    }
    /** All lots in one transaction, as after an outage. */
    const extendAll = async () => {
      const knobs = { gapMs: 5, protectedMs: 24 * 3_600_000, graceMs: 12 * 3_600_000 }
      const outages = new OutageDesk(pool, knobs, () => {})
      while (performance.now() < endAt) {
        await sleep(10)
        await outages.beat()
        extended += await outages.handle()
      }
    }
    const sweep = async () => {
      const desk = await app.container.make(ClosingDesk)
      while (performance.now() < endAt) await desk.sweep()
    }
    await Promise.all([...bidders.map(bid), moderate(), extendAll(), sweep()])

    const statuses = new Set(replies.map((reply) => (reply === 'lost' ? reply : reply.status)))
    assert.sameMembers([...statuses], [201, 422])
    assert.equal(await countDeadlocks(), deadlocksBefore)
    assert.isAbove(extended, LOTS)
    const rows = await Promise.all(lots.map((id) => bidsOf(pool, id)))
    const accepted = replies.flatMap((reply) => (reply === 'lost' ? [] : (reply.bidId ?? [])))
    assertAnswered(rows.flat(), accepted)
    await assertBooks(pool)
  })
})
