import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, bidsOf, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { WebProcess, WorkerProcess } from '#tests/helpers/house_process'
import { databaseNow, openLot, untilTime } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

const HOUR_MS = 3_600_000
const SHIFTED_CLOCK = fileURLToPath(new URL('../helpers/shifted_clock.ts', import.meta.url))

for (const shiftMs of [HOUR_MS, -HOUR_MS]) {
  test.group(`Processes whose clocks are off by ${shiftMs / HOUR_MS} h`, (group) => {
    let database: OwnDatabase
    let web: WebProcess
    let worker: WorkerProcess
    let client: BidClient
    let seller: Member
    let bob: Member
    let carol: Member

    const open = (terms: { startsInMs?: number; endsInMs?: number } = {}) =>
      openLot(database.pool, seller.id, terms)
    const endOf = async (id: string) => {
      const { state } = await recordOf(database.pool, id)
      return state.endsAt
    }
    const isClosed = async (id: string) => {
      const { state } = await recordOf(database.pool, id)
      return state.outcome !== null
    }

    group.setup(async () => {
      database = await makeDatabase()
      const env = { CLOCK_SHIFT_MS: String(shiftMs) }
      const options = { databaseUrl: database.url, env, preload: [SHIFTED_CLOCK] }
      ;[web, worker] = await Promise.all([WebProcess.start(options), WorkerProcess.start(options)])
      client = new BidClient(web.url)
      ;[seller] = await crowd(database.pool, 1, 'seller')
      ;[bob, carol] = await crowd(database.pool, 2)
      return async () => {
        client.close()
        await Promise.all([web.kill(), worker.kill()])
        await database.drop()
      }
    })
    group.each.teardown(() => assertBooks(database.pool))

    test('really live in another hour', ({ assert }) => {
      const logged = /"time":(\d+)/.exec(web.output)
      assert.closeTo(Number(logged?.[1]), Date.now() + shiftMs, 60_000)
    })

    test('take no bid before the start or after the end', async ({ assert }) => {
      const ended = await open({ endsInMs: 200 })
      const later = await open({ startsInMs: 60_000 })
      await untilTime(database.pool, await endOf(ended))
      assert.deepInclude(await client.bid(bob, ended, 2000), { code: 'auction_ended' })
      assert.deepInclude(await client.bid(bob, later, 2000), { code: 'auction_not_started' })
    })

    test('take every bid between, and note the house’s time', async ({ assert }) => {
      const lot = await open({ startsInMs: 300, endsInMs: 60_000 })
      const { terms } = await recordOf(database.pool, lot)
      await untilTime(database.pool, terms.startsAt)
      assert.deepInclude(await client.bid(bob, lot, 2000), { status: 201 })
      assert.deepInclude(await client.bid(carol, lot, 3000), { status: 201 })
      const now = await databaseNow(database.pool)
      for (const bid of await bidsOf(database.pool, lot)) assert.closeTo(bid.placed_at, now, 1_000)
    })

    test('close at the end, and not before', async ({ assert }) => {
      const [soon, late] = [await open({ endsInMs: 1_000 }), await open({ endsInMs: 60_000 })]
      assert.isFalse(await isClosed(soon))
      await until(() => isClosed(soon), 'the closing')
      assert.isAtLeast(await databaseNow(database.pool), await endOf(soon))
      assert.isFalse(await isClosed(late))
    })

    test('open auctions at the house’s time, and tell it', async ({ assert }) => {
      const endsAt = new Date((await databaseNow(database.pool)) + 2_000).toISOString()
      const response = await fetch(`${web.url}/api/v1/seller/auctions`, {
        method: 'POST',
        headers: {
          'authorization': `Bearer ${seller.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          title: 'A sextant',
          description: 'Brass',
          currency: 'EUR',
          startPrice: 1000,
          endsAt,
        }),
      })
      assert.equal(response.status, 201, await response.clone().text())
      const { data } = (await response.json()) as { data: { id: string } }
      const shown = await fetch(`${web.url}/api/v1/auctions/${data.id}`)
      const auction = (await shown.json()) as { data: { serverTime: string; status: string } }
      assert.equal(auction.data.status, 'live')
      const now = await databaseNow(database.pool)
      assert.closeTo(Date.parse(auction.data.serverTime), now, 1_000)
    })
  })
}
