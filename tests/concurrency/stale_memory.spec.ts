import { test } from '@japa/runner'
import { SettleSuspensions } from '#actions/settle_suspensions'
import { SuspendUser } from '#actions/suspend_user'
import { DeedDesk, type HouseDeed } from '#bidding/deed_desk'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk, type OwnDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { openLot, untilTime } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

test.group('A process that remembers an auction as it was', (group) => {
  let pool: PgPool
  let remembering: OwnDesk
  let other: OwnDesk
  let seller: Member
  let bob: Member
  let carol: Member
  let lot: string

  const place = ({ desk }: OwnDesk, by: Member, maximum: number) =>
    desk.place({ auctionId: lot, bidderId: by.id, maximum, idempotencyKey: null })
  /** A deed in another process. */
  const perform = (deed: HouseDeed) =>
    new DeedDesk(pool, () => {}).perform({ auctionId: lot, deed, actorId: null, reason: 'So' })
  /** A lot with bids of Carol and Bob, who leads at 6001, as `remembering` knows it. */
  const openRemembered = async (endsInMs?: number) => {
    lot = await openLot(pool, seller.id, { endsInMs })
    await place(remembering, carol, 6000)
    await place(remembering, bob, 7000)
  }

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    ;[remembering, other] = [openDesk(), openDesk()]
    ;[seller] = await crowd(pool, 1, 'seller')
    ;[bob, carol] = await crowd(pool, 2)
    return async () => {
      await Promise.all([remembering, other].map((own) => own.close()))
      await assertBooks(pool)
    }
  })

  test('takes no bid below what is asked now, and says what that is', async ({ assert }) => {
    await openRemembered()
    await place(other, bob, 9000)
    await place(other, carol, 8000)
    assert.deepEqual(await place(remembering, carol, 7500), {
      accepted: false,
      code: 'below_minimum',
      minimum: 8002,
    })
  })

  for (const [code, deed] of [
    ['auction_paused', { type: 'pause' }],
    ['auction_ended', { type: 'cancel', by: 'moderator' }],
  ] as const) {
    test(`takes no bid after another did: ${deed.type}`, async ({ assert }) => {
      await openRemembered()
      await perform(deed)
      assert.deepEqual(await place(remembering, carol, 8000), { accepted: false, code })
      assert.deepEqual(await place(remembering, carol, 1), { accepted: false, code })
    })
  }

  test('takes no bid of somebody who was suspended or blocked meanwhile', async ({ assert }) => {
    await openRemembered()
    await new SuspendUser(pool, new SettleSuspensions(pool, () => {})).execute({
      userId: bob.id,
      actorId: null,
      reason: 'So',
    })
    const block = 'INSERT INTO seller_blocks (seller_id, bidder_id) VALUES ($1, $2)'
    await pool.query(block, [seller.id, carol.id])
    const [dave] = await crowd(pool, 1)
    const answers = await Promise.all([
      place(remembering, bob, 8000),
      place(remembering, carol, 9000),
      place(remembering, dave, 10_000),
      place(remembering, bob, 1),
    ])
    const barred = { accepted: false, code: 'bidder_blocked' }
    assert.deepEqual([answers[0], answers[1], answers[3]], [barred, barred, barred])
    assert.isTrue(answers[2].accepted)
  })

  test('builds on what is there now: after a withdrawal, and with another end', async ({
    assert,
  }) => {
    await openRemembered()
    await perform({ type: 'void_bidder', bidderId: bob.id })
    const afterVoid = await place(remembering, bob, 8000)
    assert.containSubset(afterVoid, { accepted: true, receipt: { price: 6001 } })
    const { state } = await recordOf(pool, lot)
    const endsAt = state.endsAt + 60_000
    await perform({ type: 'extend', endsAt })
    const afterExtension = await place(remembering, carol, 9000)
    assert.containSubset(afterExtension, { accepted: true, receipt: { price: 8001, endsAt } })
  })

  test('refuses no bid that a withdrawal made good', async ({ assert }) => {
    await openRemembered()
    await perform({ type: 'void_bidder', bidderId: bob.id })
    await perform({ type: 'void_bidder', bidderId: carol.id })
    const answer = await place(remembering, carol, 1500)
    assert.isTrue(answer.accepted)
  })

  test('refuses no bid after an end that was moved', async ({ assert }) => {
    await openRemembered(400)
    const { state } = await recordOf(pool, lot)
    await perform({ type: 'extend', endsAt: state.endsAt + 60_000 })
    await untilTime(pool, state.endsAt)
    const answer = await place(remembering, carol, 8000)
    assert.isTrue(answer.accepted)
  })
})
