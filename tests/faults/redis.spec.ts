import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { assertSawAll, EventReader } from '#tests/helpers/event_reader'
import { WebProcess, type ProcessOptions } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { RedisServer } from '#tests/helpers/redis_server'
import { until } from '#tests/helpers/until'

const READERS = 200

/** Without hints a process looks for itself once a second. */
const HINTED_WITHIN_MS = 250
const CAUGHT_UP_WITHIN_MS = 5_000

test.group('Two web processes with Redis', (group) => {
  group.tap((entry) => entry.tags(['@redis']).timeout(60_000))

  let database: OwnDatabase
  let redis: RedisServer
  let options: ProcessOptions
  let webs: WebProcess[]
  let client: BidClient
  let readers: EventReader[]
  let lot: string
  let bidders: Member[]
  let maximum = 1000
  /** Answers to bids other than an acceptance. */
  const failures: unknown[] = []

  /** A bid by the first process, so that the second one's watchers hear of it by a hint, or late. */
  const bid = async () => {
    const reply = await client.bid(bidders[++maximum % 2], lot, maximum)
    if (reply === 'lost' || reply.status !== 201) failures.push(reply)
  }
  const untilSeen = async () => {
    const { publicSeq } = await recordOf(database.pool, lot)
    const seen = () => readers.every((reader) => reader.lastId === publicSeq)
    await until(seen, 'the readers to see all', CAUGHT_UP_WITHIN_MS)
  }
  /** How long a bid is on its way to the last reader: the median of some. */
  const delayMs = async () => {
    const delays: number[] = []
    for (let round = 0; round < 9; round++) {
      await bid()
      const bidAt = performance.now()
      await untilSeen()
      delays.push(performance.now() - bidAt)
      await sleep(130)
    }
    return delays.sort((one, two) => one - two)[4]
  }
  const untilHinted = async () => {
    await until(async () => (await delayMs()) < HINTED_WITHIN_MS, 'hints', 30_000)
  }

  group.setup(async () => {
    database = await makeDatabase()
    redis = await RedisServer.planned()
    const [seller] = await crowd(database.pool, 1, 'seller')
    bidders = await crowd(database.pool, 2)
    lot = await openLot(database.pool, seller.id)
    const env = { REDIS_URL: redis.url, LIMIT_BIDS_PER_MINUTE: '1000000' }
    options = { databaseUrl: database.url, env }
    webs = await Promise.all([WebProcess.start(options), WebProcess.start(options)])
    client = new BidClient(webs[0].url)
    readers = Array.from({ length: READERS }, () => new EventReader([webs[1].url], lot))
    await until(() => readers.every((reader) => reader.lastId === 0), 'the snapshots')
    return async () => {
      for (const reader of readers) reader.stop()
      client.close()
      await Promise.all(webs.map((web) => web.kill()))
      await redis.kill()
      await database.drop()
    }
  })
  group.each.teardown(async ({ context: { assert } }) => {
    assert.deepEqual(failures, [])
    assert.isTrue(webs.every((web) => web.isRunning))
    const { publicSeq } = await recordOf(database.pool, lot)
    for (const reader of readers) assertSawAll(reader, publicSeq)
    await assertBooks(database.pool)
  })

  test('open before it does, and take bids', async () => {
    for (let round = 0; round < 20; round++) await bid()
    await untilSeen()
  })

  test('hint each other once it is there', async () => {
    await redis.start()
    await untilHinted()
  })

  test('go on without it when it dies, each looking for itself', async () => {
    const bidding = (async () => {
      for (let round = 0; round < 100; round++) {
        await bid()
        readers[randomInt(READERS)].drop()
        await sleep(10)
      }
    })()
    await redis.kill()
    await bidding
    await untilSeen()
  })

  test('use it again when it is back', async () => {
    await redis.start()
    await untilHinted()
  })
  test('end by themselves when they are asked to, with it and without', async ({
    assert,
    cleanup,
  }) => {
    const [one, two] = await Promise.all([WebProcess.start(options), WebProcess.start(options)])
    cleanup(async () => {
      await Promise.all([one.kill(), two.kill()])
    })
    assert.equal(await one.stop(), 0, one.output)
    await redis.kill()
    assert.equal(await two.stop(), 0, two.output)
  })
})
