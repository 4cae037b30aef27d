import { randomInt, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { test } from '@japa/runner'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, assertTold, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { assertSawAll, EventReader } from '#tests/helpers/event_reader'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

const ROUNDS = 3
const END_WITHIN_MS = 5_000

test.group('A web process that is asked to end', (group) => {
  let database: OwnDatabase
  let web: WebProcess | undefined
  let next: WebProcess | undefined
  const readers: EventReader[] = []

  group.setup(async () => {
    database = await makeDatabase()
    return () => database.drop()
  })
  group.each.teardown(async () => {
    for (const reader of readers.splice(0)) reader.stop()
    await web?.kill()
    await next?.kill()
  })

  /** Bids without a pause until the house takes no more; remembers what it was told. */
  const bidOn = async (
    client: BidClient,
    bidder: Member,
    lot: string,
    told: Map<string, string>
  ) => {
    for (let maximum = 1000; ; maximum += randomInt(10)) {
      const key = randomUUID()
      const reply = await client.bid(bidder, lot, maximum, key)
      if (reply === 'lost') return
      if (reply.bidId !== null) told.set(key, reply.bidId)
      else if (reply.code === 'busy') return
      else if (reply.status !== 422) throw new Error(`Told ${reply.status} ${reply.code}`)
    }
  }

  test('answers every bid that it books, and ends by itself', async ({ assert }) => {
    const { pool, url: databaseUrl } = database
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all([1, 2, 3, 4].map(() => openLot(pool, seller.id)))
    const bidders = await crowd(pool, 64)
    const told = new Map<string, string>()
    for (let round = 0; round < ROUNDS; round++) {
      web = await WebProcess.start({ databaseUrl })
      const client = new BidClient(web.url)
      const before = told.size
      const bidding = Promise.all(
        bidders.map((bidder, index) => bidOn(client, bidder, lots[index % 4], told))
      )
      await until(() => told.size > before + 200, 'bids to be accepted')
      const askedAt = performance.now()
      assert.equal(await web.stop(), 0, web.output)
      assert.isBelow(performance.now() - askedAt, END_WITHIN_MS)
      await bidding
      client.close()
    }
    await assertTold(pool, told)
    await assertBooks(pool)
  })

  test('ends its streams, whose readers miss nothing when they come back', async ({ assert }) => {
    const { pool, url: databaseUrl } = database
    const [seller] = await crowd(pool, 1, 'seller')
    const lot = await openLot(pool, seller.id)
    const bidders = await crowd(pool, 10)
    web = await WebProcess.start({ databaseUrl })
    next = await WebProcess.start({ databaseUrl })
    const urls = [web.url, next.url]
    readers.push(...Array.from({ length: 20 }, () => new EventReader(urls, lot)))
    await until(() => readers.every((reader) => reader.frames.length > 0), 'the snapshots')
    const transmit = await openTransmit(web.url, lot)

    const client = new BidClient(web.url)
    const later = new BidClient(next.url)
    const bidding = Promise.all(bidders.map((bidder) => bidOn(client, bidder, lot, new Map())))
    await until(() => readers.every((reader) => (reader.lastId ?? 0) > 20), 'events')
    const askedAt = performance.now()
    assert.equal(await web.stop(), 0, web.output)
    assert.isBelow(performance.now() - askedAt, END_WITHIN_MS)
    await bidding
    const reply = await later.bid(bidders[0], lot, 9_000_000)
    assert.propertyVal(reply, 'status', 201)

    const { publicSeq } = await recordOf(pool, lot)
    await until(() => readers.every((reader) => reader.lastId === publicSeq), 'the last event')
    for (const reader of readers) assertSawAll(reader, publicSeq)
    assert.isTrue(transmit.isEnded())
    client.close()
    later.close()
  })
})

/** A client of Transmit that is subscribed to an auction. */
async function openTransmit(baseUrl: string, auctionId: string) {
  const uid = randomUUID()
  let isEnded = false
  await new Promise<void>((resolve) => {
    const events = request(
      `${baseUrl}/__transmit/events?uid=${uid}`,
      { agent: false },
      (response) => {
        resolve()
        response.on('close', () => (isEnded = true)).on('error', () => {})
        response.resume()
      }
    )
    events.on('error', () => {}).end()
  })
  const response = await fetch(`${baseUrl}/__transmit/subscribe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uid, channel: `auctions/${auctionId}` }),
  })
  if (!response.ok) throw new Error(`Transmit answered ${response.status}`)
  return { isEnded: () => isEnded }
}
