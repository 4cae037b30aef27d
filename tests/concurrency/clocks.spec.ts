import { test } from '@japa/runner'
import { DatabaseClock } from '#bidding/database_clock'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, bidsOf, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk, type OwnDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { databaseNow, openLot, untilTime, type LotTerms } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

const WRONG_BY_MS = 5_000

/** What a bid's time may be off, however wrong the estimate. */
const TOLERANCE_MS = 1_500

class WrongClock extends DatabaseClock {
  constructor(
    pool: PgPool,
    private readonly errorMs: number
  ) {
    super(pool)
  }

  override estimate(): number {
    return super.estimate() + this.errorMs
  }
}

test.group('A wrong estimate of the database’s clock', (group) => {
  let pool: PgPool
  let ahead: OwnDesk
  let behind: OwnDesk
  let right: OwnDesk
  let seller: Member
  let bob: Member
  let carol: Member

  const openWrong = (errorMs: number) => openDesk({ clock: (own) => new WrongClock(own, errorMs) })
  const place = ({ desk }: OwnDesk, auctionId: string, maximum = 5000, by = bob) =>
    desk.place({ auctionId, bidderId: by.id, maximum, idempotencyKey: null })
  const accepts = async (own: OwnDesk, auctionId: string, maximum?: number, by?: Member) => {
    const answer = await place(own, auctionId, maximum, by)
    return answer.accepted
  }
  /** A lot that began a minute ago, unless it begins later. */
  const open = async (terms: LotTerms = {}) => {
    const auctionId = await openLot(pool, seller.id, terms)
    if (terms.startsInMs !== undefined) return auctionId
    const sql = `UPDATE auctions SET starts_at = starts_at - interval '1 min' WHERE id = $1`
    await pool.query(sql, [auctionId])
    return auctionId
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    ahead = openWrong(WRONG_BY_MS)
    behind = openWrong(-WRONG_BY_MS)
    right = openDesk()
    ;[seller] = await crowd(pool, 1, 'seller')
    ;[bob, carol] = await crowd(pool, 2)
    return async () => {
      await assertBooks(pool)
      await Promise.all([ahead, behind, right].map((own) => own.close()))
    }
  })

  test('takes no bid after the end', async ({ assert }) => {
    const auctionId = await open({ endsInMs: 300 })
    // The terms are remembered, as in a process that saw bids before.
    assert.isTrue(await accepts(behind, auctionId, 2000))
    const { state } = await recordOf(pool, auctionId)
    await untilTime(pool, state.endsAt)
    const answers = [await place(behind, auctionId, 3000, carol), await place(ahead, auctionId)]
    for (const answer of answers) {
      assert.deepEqual(answer, { accepted: false, code: 'auction_ended' })
    }
  })

  test('takes no bid before the start', async ({ assert }) => {
    const auctionId = await open({ startsInMs: 3_000 })
    for (const own of [ahead, behind]) {
      assert.deepEqual(await place(own, auctionId), {
        accepted: false,
        code: 'auction_not_started',
      })
    }
  })

  test('by less than a second takes none before the start or after the end either', async ({
    assert,
  }) => {
    const [bitAhead, bitBehind] = [openWrong(900), openWrong(-900)]
    const starting = await open({ startsInMs: 600 })
    const early = await place(bitAhead, starting)
    const ending = await open({ endsInMs: 400 })
    const { state } = await recordOf(pool, ending)
    await place(bitBehind, ending, 2000)
    await untilTime(pool, state.endsAt)
    const late = await place(bitBehind, ending, 3000, carol)
    await Promise.all([bitAhead.close(), bitBehind.close()])
    assert.deepEqual(early, { accepted: false, code: 'auction_not_started' })
    assert.deepEqual(late, { accepted: false, code: 'auction_ended' })
  })

  test('refuses no bid in time, shortly before the end and after the start', async ({ assert }) => {
    const endsSoon = await open({ endsInMs: 3_000 })
    const started = await open({ startsInMs: 0 })
    assert.isTrue(await accepts(ahead, endsSoon))
    assert.isTrue(await accepts(behind, started))
  })

  test('moves no end by a soft close that was not due, and each that was', async ({ assert }) => {
    const softClose = { windowMs: 10_000, extensionMs: 20_000, hardEndsAt: null }
    // For the one behind the window seems still closed, for the one ahead it seems open.
    const inWindow = await open({ endsInMs: 8_000, softClose })
    const before = await open({ endsInMs: 13_000, softClose })
    const late = await place(behind, inWindow)
    const early = await place(ahead, before)
    const now = await databaseNow(pool)
    if (!late.accepted || !early.accepted) throw new Error('Both bids are in time')
    assert.closeTo(late.receipt.endsAt, now + 20_000, TOLERANCE_MS)
    assert.closeTo(early.receipt.endsAt, now + 13_000, TOLERANCE_MS)
  })

  test('writes down when a bid was placed, in the order of the bids', async ({ assert }) => {
    const auctionId = await open()
    let maximum = 1000
    for (const [own, by] of [
      [ahead, bob],
      [behind, carol],
      [right, bob],
      [behind, carol],
      [ahead, bob],
    ] as const) {
      assert.isTrue(await accepts(own, auctionId, (maximum += 100), by))
    }
    const now = await databaseNow(pool)
    const rows = await bidsOf(pool, auctionId)
    const placedAt = rows.map((row) => row.placed_at)
    assert.deepEqual(
      placedAt,
      placedAt.toSorted((one, two) => one - two)
    )
    for (const at of placedAt) assert.closeTo(at, now, TOLERANCE_MS)
  })
})
