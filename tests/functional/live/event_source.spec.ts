import { EventSource } from 'eventsource'
import { test } from '@japa/runner'
import server from '@adonisjs/core/services/server'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse, rewind, sweep } from '#tests/helpers/house'
import { until } from '#tests/helpers/until'
import type { FramePayload } from '#live/frame'

const MINUTE_MS = 60_000

test.group('A browser’s EventSource', (group) => {
  group.each.setup(resetHouse)

  test('follows an auction over a cut connection until its outcome, and stops by itself', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice)
    await client.bid(bob, lot, 9000)
    const { HOST, PORT } = process.env
    const source = new EventSource(`http://${HOST}:${PORT}/api/v1/auctions/${lot}/live`)
    cleanup(() => source.close())
    const seen: [string, string][] = []
    const payloads: FramePayload[] = []
    for (const name of ['snapshot', 'update']) {
      source.addEventListener(name, ({ data, lastEventId }) => {
        seen.push([name, lastEventId])
        payloads.push(JSON.parse(data) as FramePayload)
      })
    }
    await until(() => seen.length === 1, 'the snapshot')
    server.getNodeServer()?.closeAllConnections()
    await client.bid(carol, lot, 2000)
    await until(() => seen.length === 2, 'what was missed')
    await rewind(lot, 60 * MINUTE_MS)
    await sweep()
    await until(() => source.readyState === source.CLOSED, 'no more reconnects')
    assert.deepEqual(seen, [
      ['snapshot', '1'],
      ['update', '2'],
      ['update', '3'],
    ])
    assert.containSubset(payloads.at(-1), { status: 'ended', outcome: 'sold', price: 2050 })
  })
})
