import type { IncomingMessage, ServerResponse } from 'node:http'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import server from '@adonisjs/core/services/server'
import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { LiveHub } from '#live/live_hub'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { LiveReader } from '#tests/helpers/live_reader'
import { until } from '#tests/helpers/until'

const EVENTS = 120
const EVENT_BYTES = 256 * 1024

test.group('A reader who is too slow', (group) => {
  group.each.setup(resetHouse)

  test('holds up nobody, costs no memory, and gets the latest state in the end', async ({
    assert,
    cleanup,
  }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const responses = noteResponses(cleanup)
    const slow = await LiveReader.open(lot)
    const fast = await LiveReader.open(lot)
    cleanup(() => [slow, fast].forEach((reader) => reader.close()))
    slow.stall()
    let mostWaiting = 0
    for (let publicSeq = 1; publicSeq <= EVENTS; publicSeq++) {
      await tellMuch(lot, publicSeq)
      await fast.reach(publicSeq)
      mostWaiting = Math.max(mostWaiting, responses[0].writableLength)
    }
    assert.isBelow(mostWaiting, 2 * EVENT_BYTES)
    slow.carryOn()
    await slow.reach(EVENTS)
    const skipped = slow.frames.reduce((sum, frame) => sum + frame.payload.skipped, 0)
    assert.isAbove(skipped, 0)
    assert.equal(slow.seqs.length + skipped, EVENTS)
    assert.deepEqual(
      slow.seqs,
      slow.seqs.toSorted((one, two) => one - two)
    )
    await tellMuch(lot, EVENTS + 1)
    await slow.reach(EVENTS + 1)
    assert.equal(slow.last?.payload.skipped, 0, 'it has caught up')
  }).timeout(60_000)

  test('is cut off when it takes nothing at all for too long', async ({ assert, cleanup }) => {
    const { alice } = await cast()
    const lot = await openAuction(alice)
    const { stalledMs } = knobs.live
    knobs.live.stalledMs = 100
    const responses = noteResponses(cleanup)
    const reader = await LiveReader.open(lot)
    knobs.live.stalledMs = stalledMs
    reader.stall()
    let publicSeq = 0
    while (!responses[0].writableNeedDrain) await tellMuch(lot, ++publicSeq)
    await until(() => responses[0].destroyed, 'the end of the connection')
    assert.equal(responses[0].statusCode, 200)
  })
})

/** The responses of the house from here on, in the order of their requests. */
function noteResponses(cleanup: (handler: () => void) => void): ServerResponse[] {
  const responses: ServerResponse[] = []
  const note = (_: IncomingMessage, response: ServerResponse) => void responses.push(response)
  const node = server.getNodeServer()
  node?.on('request', note)
  cleanup(() => void node?.off('request', note))
  return responses
}

/** An event with a long note, which the hub is told of. */
async function tellMuch(lot: string, publicSeq: number) {
  await db.rawQuery(
    `WITH told AS (UPDATE auction_states SET public_seq = ? WHERE auction_id = ? RETURNING *)
     INSERT INTO auction_events (auction_id, public_seq, type, occurred_at, price, is_reserve_met,
       bid_count, ends_at, status, note)
     SELECT auction_id, public_seq, 'extended', now(), price, true, 0, ends_at, status,
       repeat('x', ?) FROM told`,
    [publicSeq, lot, EVENT_BYTES]
  )
  const hub = await app.container.make(LiveHub)
  hub.announce([lot])
}
