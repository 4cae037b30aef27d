import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { ClosingDesk } from '#bidding/closing_desk'
import { ClosingLoop } from '#bidding/closing_loop'
import knobs from '#config/auction'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, assertAnswered, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk, type OwnDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { databaseNow, openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

type ClosedRow = { auction_id: string; status: string; late_ms: number; closings: number }

test.group('Three closers', (group) => {
  let pool: PgPool
  let seller: Member
  let desks: OwnDesk[]
  let stop: () => Promise<void>
  const failures: unknown[] = []

  const startCloser = () => {
    const own = openPool(process.env.DATABASE_URL ?? '', 2)
    const desk = new ClosingDesk(own, knobs.outage.freshMs, () => {})
    const loop = new ClosingLoop(desk, (error) => failures.push(error))
    loop.start()
    return async () => {
      await loop.stop()
      await own.end()
    }
  }
  const readClosed = async () => {
    const answer = await pool.query<ClosedRow>(
      `SELECT auction_id, status, extract(epoch FROM closed_at - ends_at)::float8 * 1000 AS late_ms,
         (SELECT count(*) FROM auction_deeds d
          WHERE d.auction_id = s.auction_id AND d.type = 'close') AS closings
       FROM auction_states s WHERE closed_at IS NOT NULL`
    )
    return answer.rows
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    await pool.query(`UPDATE house SET last_heartbeat_at = 'infinity'`)
    ;[seller] = await crowd(pool, 1, 'seller')
    failures.length = 0
    desks = [openDesk(), openDesk()]
    const stops = Array.from({ length: 3 }, startCloser)
    stop = async () => {
      await Promise.all([...stops, ...desks.map((own) => own.close)].map((end) => end()))
    }
    return () => stop()
  })

  test('take no bid after the end, and sell to the last accepted one', async ({ assert }) => {
    const hardEndsAt = (await databaseNow(pool)) + 2_500
    const softClose = { windowMs: 400, extensionMs: 400, hardEndsAt }
    const lots = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const endsInMs = 1_000 + randomInt(300)
        return openLot(pool, seller.id, { endsInMs, softClose: index % 2 === 0 ? null : softClose })
      })
    )
    const bidders = await crowd(pool, 10)
    const acceptedIds: string[] = []
    const refusals = new Set<string>()
    /** Bids on, in small steps of time, until a while after it was first told of the end. */
    const bidUntilEnded = async (auctionId: string, bidder: Member) => {
      let afterEnd = 0
      for (let maximum = 1000; afterEnd < 20; maximum += 1 + randomInt(20)) {
        const answer = await desks[randomInt(2)].desk.place({
          auctionId,
          bidderId: bidder.id,
          maximum,
          idempotencyKey: null,
        })
        if (answer.accepted) {
          assert.equal(afterEnd, 0, 'a bid was accepted after another was refused for the end')
          acceptedIds.push(answer.receipt.bidId)
        } else {
          refusals.add(answer.code)
          if (answer.code === 'auction_ended') afterEnd++
        }
        await sleep(randomInt(5))
      }
    }
    await Promise.all(lots.flatMap((id) => bidders.map((bidder) => bidUntilEnded(id, bidder))))
    const closed = await until(async () => {
      const rows = await readClosed()
      return rows.length === lots.length && rows
    }, 'the closing of all lots')

    assert.deepEqual(failures, [])
    const expected = ['auction_ended', 'below_minimum', 'not_above_own_maximum']
    assert.includeMembers(expected, [...refusals])
    assert.isTrue(closed.every((row) => row.status === 'sold' && row.closings === 1))
    const bids = await Promise.all(lots.map((id) => bidsOf(pool, id)))
    const rows = bids.flat()
    assert.isTrue(rows.every((row) => row.placed_at < row.ends_at))
    assertAnswered(rows, acceptedIds)
    await assertBooks(pool)
  }).timeout(30_000)

  test('close a thousand lots that end in one second once each, and in time', async ({
    assert,
  }) => {
    const endsAt = (await databaseNow(pool)) + 4_000
    await Promise.all(
      Array.from({ length: 1_000 }, async (_, index) => {
        const endsInMs = endsAt + index - (await databaseNow(pool))
        await openLot(pool, seller.id, { endsInMs })
      })
    )
    const closed = await until(async () => {
      const rows = await readClosed()
      return rows.length === 1_000 && rows
    }, 'the closing of a thousand lots')

    assert.deepEqual(failures, [])
    assert.isTrue(closed.every((row) => row.status === 'no_bids' && row.closings === 1))
    const lateness = closed.map((row) => row.late_ms).sort((one, two) => one - two)
    assert.isBelow(lateness[989], 1_000)
    assert.isAtLeast(lateness[0], 0)
  }).timeout(30_000)
})
