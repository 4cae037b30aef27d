import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { BidAnswer } from '#bidding/bid_batch'
import type { PgClient, PgPool } from '#database/pg_pool'
import { assertBooks, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk, type OwnDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { openLot } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

test.group('An auction that somebody else holds', (group) => {
  let pool: PgPool
  let desks: OwnDesk[]
  let seller: Member
  let bidders: Member[]
  let holder: PgClient

  const open = () => openLot(pool, seller.id)
  const place = ({ desk }: OwnDesk, auctionId: string, maximum: number, by = bidders[0]) =>
    desk.place({ auctionId, bidderId: by.id, maximum, idempotencyKey: null })
  const hold = async (auctionIds: string[]) => {
    await holder.query('BEGIN')
    await holder.query(
      'SELECT FROM auction_states WHERE auction_id = ANY($1) ORDER BY auction_id FOR UPDATE',
      [auctionIds]
    )
  }
  const letGo = () => holder.query('ROLLBACK')
  const countWaiting = async () => {
    const sql = 'SELECT count(DISTINCT pid) AS count FROM pg_locks WHERE NOT granted'
    const answer = await pool.query<{ count: number }>(sql)
    return answer.rows[0].count
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    holder = await pool.connect()
    desks = [openDesk({ lockTimeoutMs: 1_500 }), openDesk()]
    ;[seller] = await crowd(pool, 1, 'seller')
    bidders = await crowd(pool, 20)
    return async () => {
      await letGo()
      holder.release()
      await Promise.all(desks.map((own) => own.close()))
      await assertBooks(pool)
    }
  })

  test('is not waited for by the other auctions, and gets its bids when it is let go', async ({
    assert,
  }) => {
    const lots = await Promise.all(Array.from({ length: 10 }, open))
    const [held, ...others] = lots
    await hold([held])
    let answered: BidAnswer | null = null
    const waiting = place(desks[0], held, 5000).then((answer) => (answered = answer))
    await until(async () => (await countWaiting()) === 1, 'the locked way of the one that is held')

    for (const [index, id] of others.entries()) {
      // By the second desk as well, so that what the first one knows is stale.
      for (const [turn, own] of [...desks, ...desks].entries()) {
        const answer = await place(own, id, 2000 + 100 * turn, bidders[turn % 2])
        assert.isTrue(answer.accepted, `bid ${turn} on lot ${index}`)
      }
    }
    assert.isNull(answered)
    await letGo()
    const answer = await waiting
    assert.isTrue(answer.accepted)
  })

  test('for too long is answered that the books are away, and nothing is booked', async ({
    assert,
  }) => {
    const [held, other] = [await open(), await open()]
    await hold([held])
    const answers = await Promise.all(
      bidders.slice(0, 3).map((by) => place(desks[0], held, 5000, by))
    )
    for (const answer of answers) {
      assert.deepEqual(answer, { accepted: false, code: 'database_unavailable' })
    }
    const onOther = await place(desks[0], other, 5000)
    assert.isTrue(onOther.accepted)
    await letGo()
    assert.lengthOf(await bidsOf(pool, held), 0)
    const after = await place(desks[0], held, 5000)
    assert.isTrue(after.accepted)
  })

  test('again and again starves nobody', async ({ assert }) => {
    const lots = await Promise.all(Array.from({ length: 6 }, open))
    let isHolding = true
    const holding = (async () => {
      while (isHolding) {
        await hold(lots)
        await sleep(20)
        await letGo()
      }
    })()
    const bidOn = async (auctionId: string, by: Member, turn: number) => {
      let accepted = 0
      for (let round = 0; round < 5; round++) {
        const answer = await place(desks[turn % 2], auctionId, 2000 + 100 * round + turn, by)
        if (answer.accepted) accepted++
        else assert.include(['below_minimum', 'not_above_own_maximum'], answer.code)
      }
      return accepted
    }
    const counts = await Promise.all(
      lots.flatMap((id) => bidders.map((by, turn) => bidOn(id, by, turn)))
    )
    isHolding = false
    await holding
    const rows = await Promise.all(lots.map((id) => bidsOf(pool, id)))
    const accepted = counts.reduce((sum, count) => sum + count, 0)
    assert.equal(rows.flat().length, accepted)
    assert.isTrue(rows.every(({ length }) => length > 0))
  })
})
