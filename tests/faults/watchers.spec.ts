import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd } from '#tests/helpers/crowd'
import { assertSawAll, EventReader } from '#tests/helpers/event_reader'
import { WebProcess, WorkerProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { StubbornBidders } from '#tests/helpers/stubborn_bidders'
import { until } from '#tests/helpers/until'

const READERS = 200
const BIDDERS = 8
const PAUSE_MS = 100

test.group('Two hundred watchers of an auction, without Redis', (group) => {
  let database: OwnDatabase
  let webs: WebProcess[]
  let worker: WorkerProcess
  let readers: EventReader[] = []

  group.setup(async () => {
    database = await makeDatabase()
    const options = { databaseUrl: database.url }
    webs = await Promise.all([WebProcess.start(options), WebProcess.start(options)])
    worker = await WorkerProcess.start(options)
    return async () => {
      await Promise.all([...webs, worker].map((process) => process.kill()))
      await database.drop()
    }
  })
  group.each.teardown(async () => {
    for (const reader of readers) reader.stop()
    await assertBooks(database.pool)
  })

  test('each see every event once and in order, from two processes and however often they are cut off, and the closing by the worker', async ({
    assert,
  }) => {
    const { pool } = database
    const [seller] = await crowd(pool, 1, 'seller')
    const lot = await openLot(pool, seller.id, { endsInMs: 7_000 })
    const urls = webs.map((web) => web.url)
    readers = Array.from({ length: READERS }, (_, index) => {
      return new EventReader(index % 2 === 0 ? urls : urls.toReversed(), lot)
    })
    // All bids are taken by the first process: the second has to look for itself.
    const bidders = new StubbornBidders(webs[0].url, [lot], PAUSE_MS)
    bidders.start(await crowd(pool, BIDDERS))
    while (!(await isClosed(pool, lot))) {
      for (let cut = 0; cut < 10; cut++) readers[randomInt(READERS)].drop()
      await sleep(100)
    }
    await bidders.finish()
    await until(() => readers.every((reader) => reader.isOver), 'the end of every stream', 20_000)

    const { publicSeq } = await recordOf(pool, lot)
    for (const reader of readers) {
      assertSawAll(reader, publicSeq)
      assert.equal(reader.frames.at(-1)?.outcome, 'sold')
    }
    const connects = readers.reduce((sum, reader) => sum + reader.connects, 0)
    assert.isAbove(connects, 2 * READERS)
    assert.isAbove(publicSeq, 200)
  }).timeout(60_000)

  test('who come back after thousands of events get them all', async ({ assert }) => {
    const { pool } = database
    const [seller] = await crowd(pool, 1, 'seller')
    const lot = await openLot(pool, seller.id)
    const early = new EventReader([webs[0].url], lot)
    readers = [early]
    await until(() => early.lastId === 0, 'the snapshot')
    early.pause()
    const bidders = new StubbornBidders(webs[0].url, [lot])
    bidders.start(await crowd(pool, 40))
    await bidders.untilAccepted(3_000)
    early.resume()
    await bidders.untilAccepted(200)
    await bidders.finish()
    const { publicSeq } = await recordOf(pool, lot)
    await until(() => early.lastId === publicSeq, 'the last event')
    assertSawAll(early, publicSeq)
    assert.isAbove(publicSeq, 3_000)
  }).timeout(60_000)
})

async function isClosed(pool: PgPool, auctionId: string): Promise<boolean> {
  const { state } = await recordOf(pool, auctionId)
  return state.outcome !== null
}
