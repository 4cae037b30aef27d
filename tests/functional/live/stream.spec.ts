import { test } from '@japa/runner'
import knobs from '#config/auction'
import { cast } from '#tests/helpers/cast'
import { openAuction, place, resetHouse, rewind, sweep } from '#tests/helpers/house'
import { WebProcess } from '#tests/helpers/house_process'
import { LiveReader } from '#tests/helpers/live_reader'
import { until } from '#tests/helpers/until'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('GET /auctions/:id/live', (group) => {
  group.each.setup(resetHouse)

  test('knows no such auction', async ({ assert }) => {
    const unknown = await LiveReader.open(UNKNOWN)
    assert.equal(unknown.status, 404)
    assert.include(unknown.text, '"code":"auction_not_found"')
    const nonsense = await LiveReader.open('the-red-one')
    assert.include(nonsense.text, '"code":"not_found"')
  })

  test('refuses a token that is not good', async ({ assert }) => {
    const { alice } = await cast()
    const headers = { authorization: 'Bearer oat_MQ.x' }
    const reader = await LiveReader.open(await openAuction(alice), { headers })
    assert.equal(reader.status, 401)
  })

  test('is a stream that no proxy keeps back', async ({ assert, cleanup }) => {
    const { alice } = await cast()
    const reader = await LiveReader.open(await openAuction(alice))
    cleanup(() => reader.close())
    assert.containSubset(reader.headers, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  test('begins with a snapshot, then tells each event in its order', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 9000)
    const reader = await LiveReader.open(lot)
    cleanup(() => reader.close())
    await reader.reach(1)
    for (const maximum of [2000, 3000, 4000]) await client.bid(carol, lot, maximum)
    await reader.reach(4)
    const [snapshot, ...updates] = reader.frames
    assert.containSubset(snapshot, {
      id: 1,
      event: 'snapshot',
      payload: { events: [], price: 1000 },
    })
    assert.deepEqual(reader.seqs, [2, 3, 4])
    for (const { id, event, payload } of updates) {
      assert.equal(event, 'update')
      assert.equal(id, payload.publicSeq)
      assert.equal(id, payload.events.at(-1)?.publicSeq)
      assert.equal(payload.skipped, 0)
    }
    const log = await client.get(`/api/v1/auctions/${lot}/events?after=1`)
    assert.deepEqual(
      updates.flatMap((frame) => frame.payload.events),
      log.body().data
    )
  })

  test('tells nothing of an own raise that the public cannot see', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    const reader = await LiveReader.open(lot)
    cleanup(() => reader.close())
    await client.bid(bob, lot, 2000)
    await client.bid(bob, lot, 3000)
    await client.bid(carol, lot, 2500)
    await reader.reach(2)
    assert.deepEqual(reader.seqs, [1, 2])
  })

  test('loses nothing to those who come while bids do', async ({ assert, cleanup }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { increments: [{ from: 0, step: 1 }] })
    const readers: LiveReader[] = []
    cleanup(() => readers.forEach((reader) => reader.close()))
    const bidding = (async () => {
      for (let maximum = 1001; maximum <= 1100; maximum++) {
        await place(maximum % 2 ? bob : carol, lot, maximum)
      }
    })()
    for (let count = 0; count < 20; count++) readers.push(await LiveReader.open(lot))
    await bidding
    for (const reader of readers) {
      await reader.reach(100)
      const [snapshot] = reader.frames
      const expected = Array.from(
        { length: 100 - snapshot.id },
        (_, index) => snapshot.id + 1 + index
      )
      assert.deepEqual(reader.seqs, expected)
      assert.isTrue(reader.frames.every(({ payload }) => payload.skipped === 0))
    }
  })

  test('shows now and then that it is still there', async ({ assert, cleanup }) => {
    const { alice } = await cast()
    const { heartbeatMs } = knobs.live
    knobs.live.heartbeatMs = 20
    const reader = await LiveReader.open(await openAuction(alice))
    cleanup(() => {
      knobs.live.heartbeatMs = heartbeatMs
      reader.close()
    })
    await until(() => reader.comments.length > 1, 'comments')
    assert.lengthOf(reader.frames, 1)
  })

  test('ends with the outcome, and a reconnect after it learns nothing more', async ({
    client,
    assert,
  }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 2000)
    const reader = await LiveReader.open(lot)
    await rewind(lot, 60 * MINUTE_MS)
    await sweep()
    await reader.untilEnded()
    assert.containSubset(reader.last, { id: 2, payload: { status: 'ended', outcome: 'sold' } })
    const again = await LiveReader.open(lot, { headers: { 'last-event-id': '2' } })
    assert.equal(again.status, 204)
    const behind = await LiveReader.open(lot, { headers: { 'last-event-id': '1' } })
    await behind.untilEnded()
    assert.deepEqual(behind.seqs, [2])
    const fresh = await LiveReader.open(lot)
    await fresh.untilEnded()
    assert.containSubset(fresh.frames, [{ event: 'snapshot', payload: { outcome: 'sold' } }])
  })

  test('ends when its process shuts down, and its readers miss nothing elsewhere', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    const web = await WebProcess.start({ databaseUrl: process.env.DATABASE_URL ?? '' })
    cleanup(() => web.kill())
    await client.bid(bob, lot, 9000)
    const reader = await LiveReader.open(lot, { house: web.url })
    await reader.reach(1)
    assert.equal(await web.stop(), 0)
    await reader.untilEnded()
    await client.bid(carol, lot, 2000)
    const headers = { 'last-event-id': String(reader.last?.id) }
    const back = await LiveReader.open(lot, { headers })
    cleanup(() => back.close())
    await back.reach(2)
    assert.deepEqual(back.seqs, [2])
  })
})
