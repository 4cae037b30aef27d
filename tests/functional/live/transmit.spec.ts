import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { LiveHub } from '#live/live_hub'
import { cast, person, type Person } from '#tests/helpers/cast'
import { checkSchema } from '#tests/helpers/contract'
import { openAuction, resetHouse, rewind, sweep } from '#tests/helpers/house'
import { LiveReader } from '#tests/helpers/live_reader'
import { TransmitReader } from '#tests/helpers/transmit_reader'
import { until } from '#tests/helpers/until'

const UNKNOWN = '01a209c1-5841-70cb-a767-e083908ab2a6'
const MINUTE_MS = 60_000

test.group('Transmit', (group) => {
  group.each.setup(resetHouse)

  test("keeps a user's own channel from everybody else", async ({ assert, cleanup }) => {
    const [bob, carol] = [await person('Bob'), await person('Carol')]
    const reader = await TransmitReader.open()
    cleanup(() => reader.close())
    const channel = `users/${bob.id}`
    assert.equal(await reader.subscribe(channel), 400, 'a visitor')
    assert.equal(await reader.subscribe(channel, carol), 400, 'another user')
    const stranger = { ...bob, token: 'oat_MQ.x' } as Person
    assert.equal(await reader.subscribe(channel, stranger), 400, 'a bad token')
    assert.equal(await reader.subscribe(channel, bob), 204, 'Bob')
  })

  test('refuses {what}')
    .with([
      { what: 'a stream without a name', url: 'events', body: {} },
      { what: 'a stream with a list of names', url: 'events?uid[]=x', body: {} },
      { what: 'a subscription to nothing', url: 'subscribe', body: {} },
      {
        what: 'a subscription of a number',
        url: 'subscribe',
        body: { uid: 1, channel: 'auctions/1' },
      },
      { what: 'a subscription without a channel', url: 'subscribe', body: { uid: 'x' } },
      { what: 'a subscription to a number', url: 'subscribe', body: { uid: 'x', channel: 7 } },
      {
        what: 'a subscription to a very long name',
        url: 'subscribe',
        body: { uid: 'x', channel: 'x'.repeat(201) },
      },
      {
        what: 'to end a subscription of nobody',
        url: 'unsubscribe',
        body: { channel: 'auctions/1' },
      },
    ])
    .run(async ({ client }, { url, body }) => {
      const path = `/__transmit/${url}`
      const answer = await (url.startsWith('events')
        ? client.get(path)
        : client.post(path).json(body))
      answer.assertProblem('validation_failed')
    })

  test('has nothing to say of an auction that is not there', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const reader = await TransmitReader.open()
    cleanup(() => reader.close())
    const none = [UNKNOWN, 'x', '-'.repeat(36), "' OR 1=1"].map((id) => `auctions/${id}`)
    for (const channel of [...none, `auctions/${lot}`]) {
      assert.equal(await reader.subscribe(channel), 204, channel)
    }
    await client.bid(bob, lot, 2000)
    await until(() => reader.on(`auctions/${lot}`).at(-1)?.publicSeq === 1, 'the bid')
    assert.isTrue(reader.messages.every(({ channel }) => channel === `auctions/${lot}`))
  })

  test('outlives a log that cannot be read, and begins again with the next to subscribe', async ({
    assert,
    cleanup,
  }) => {
    const { alice } = await cast()
    const channel = `auctions/${await openAuction(alice)}`
    const [first, second] = [await TransmitReader.open(), await TransmitReader.open()]
    cleanup(() => [first, second].forEach((reader) => reader.close()))
    const hub = await app.container.make(LiveHub)
    const { watch } = hub
    const failed = new Promise<void>((resolve) => {
      hub.watch = () => (resolve(), Promise.reject(new Error('The database is away')))
    })
    cleanup(() => void Object.assign(hub, { watch }))
    await first.subscribe(channel)
    await failed
    Object.assign(hub, { watch })
    await until(async () => {
      await second.subscribe(channel)
      return first.on(channel).length > 0
    }, 'the snapshot')
    assert.equal(first.on(channel)[0].publicSeq, 0)
  })

  test('broadcasts what the event stream sends', async ({ client, assert, cleanup }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    const channel = `auctions/${lot}`
    const [stream, reader] = [await LiveReader.open(lot), await TransmitReader.open()]
    cleanup(() => [stream, reader].forEach((one) => one.close()))
    await reader.subscribe(channel)
    await until(() => reader.on(channel).length === 1, 'the snapshot')
    await client.bid(bob, lot, 9000)
    await stream.reach(1)
    await client.bid(carol, lot, 2000)
    await stream.reach(2)
    await until(() => reader.on(channel).at(-1)?.publicSeq === 2, 'the bids')
    const [snapshot, ...updates] = reader.on(channel)
    assert.containSubset(snapshot, { publicSeq: 0, events: [] })
    assert.deepEqual(
      updates,
      stream.frames.slice(1).map((frame) => frame.payload)
    )
    for (const payload of reader.on(channel)) checkSchema('Frame', payload)
  })

  test('tells the outcome, and nothing to those who have left', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob } = await cast()
    const lot = await openAuction(alice)
    const channel = `auctions/${lot}`
    const [left, stays] = [await TransmitReader.open(), await TransmitReader.open()]
    cleanup(() => [left, stays].forEach((reader) => reader.close()))
    await left.subscribe(channel)
    await stays.subscribe(channel)
    await client.bid(bob, lot, 2000)
    await until(() => left.on(channel).at(-1)?.publicSeq === 1, 'the bid')
    await left.unsubscribe(channel)
    await rewind(lot, 60 * MINUTE_MS)
    await sweep()
    await until(() => stays.on(channel).at(-1)?.outcome === 'sold', 'the outcome')
    assert.equal(left.on(channel).at(-1)?.publicSeq, 1)
  })
})
