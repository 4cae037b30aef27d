import { test } from '@japa/runner'
import { BuyNowDesk } from '#bidding/buy_now_desk'
import { DeedDesk } from '#bidding/deed_desk'
import type { PgPool } from '#database/pg_pool'
import { assertBooks, bidsOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { openDesk, type OwnDesk } from '#tests/helpers/desks'
import { resetHouse } from '#tests/helpers/house'
import { openLot, type LotTerms } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

test.group('An idempotency key', (group) => {
  let pool: PgPool
  let desks: OwnDesk[]
  let seller: Member
  let bob: Member
  let carol: Member

  const open = (terms?: LotTerms) => openLot(pool, seller.id, terms)
  const place = (by: Member, auctionId: string, maximum: number, key: string | null, desk = 0) =>
    desks[desk].desk.place({ auctionId, bidderId: by.id, maximum, idempotencyKey: key })

  group.setup(() => {
    pool = openPool(process.env.DATABASE_URL ?? '')
    return () => pool.end()
  })
  group.each.setup(async () => {
    await resetHouse()
    desks = [openDesk(), openDesk()]
    ;[seller] = await crowd(pool, 1, 'seller')
    ;[bob, carol] = await crowd(pool, 2)
    return async () => {
      await assertBooks(pool)
      await Promise.all(desks.map((own) => own.close()))
    }
  })

  test('never makes two bids, asked five times at once in two processes', async ({ assert }) => {
    const auctionId = await open()
    const answers = await Promise.all(
      [0, 1, 0, 1, 0].map((desk) => place(bob, auctionId, 5000, 'k', desk))
    )
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    assert.isTrue(answers[0].accepted)
    assert.lengthOf(await bidsOf(pool, auctionId), 1)
  })

  test('takes no other maximum, at the same moment or later', async ({ assert }) => {
    const auctionId = await open()
    const answers = await Promise.all([
      place(bob, auctionId, 5000, 'k'),
      place(bob, auctionId, 6000, 'k'),
      place(bob, auctionId, 7000, 'k'),
    ])
    answers.push(await place(bob, auctionId, 8000, 'k', 1), await place(bob, auctionId, 900, 'k'))
    assert.isTrue(answers[0].accepted)
    for (const answer of answers.slice(1)) {
      assert.deepEqual(answer, { accepted: false, code: 'idempotency_key_reused' })
    }
  })

  test('is the bidder’s own, and the auction’s', async ({ assert }) => {
    const [one, two] = [await open(), await open()]
    const answers = await Promise.all([
      place(bob, one, 5000, 'k'),
      place(carol, one, 6000, 'k'),
      place(bob, two, 7000, 'k'),
    ])
    assert.deepEqual(
      answers.map((answer) => answer.accepted),
      [true, true, true]
    )
  })

  test('repeats the acceptance as it was, whatever happened since', async ({ assert }) => {
    const auctionId = await open()
    const accepted = await place(bob, auctionId, 5000, 'k')
    await place(carol, auctionId, 9000, null)
    assert.deepEqual(await place(bob, auctionId, 5000, 'k'), accepted)
    assert.deepEqual(await place(bob, auctionId, 5000, 'k', 1), accepted)
  })

  test('of a refusal is judged anew', async ({ assert }) => {
    const auctionId = await open()
    const refused = await place(bob, auctionId, 10, 'k')
    assert.deepEqual(refused, { accepted: false, code: 'below_minimum', minimum: 1000 })
    const judgedAnew = await place(bob, auctionId, 1000, 'k')
    assert.isTrue(judgedAnew.accepted)
  })

  test('recorded before fails no other bid of its statement', async ({ assert }) => {
    const lots = await Promise.all(Array.from({ length: 40 }, () => open()))
    const first = await place(bob, lots[20], 5000, 'k', 1)
    assert.isTrue(first.accepted)
    // Without its bid the lot would take the key again, were it not recorded.
    const deeds = new DeedDesk(pool, () => {})
    const deed = { type: 'void_bidder' as const, bidderId: bob.id }
    await deeds.perform({ auctionId: lots[20], deed, actorId: null, reason: 'Not his' })

    const answers = await Promise.all([
      ...lots.map((id) => place(bob, id, 5000, 'k')),
      ...lots.map((id) => place(carol, id, 7000, 'k')),
    ])
    assert.isTrue(answers.every((answer) => answer.accepted))
    assert.deepEqual(answers[20], first)
    const rows = await Promise.all(lots.map((id) => bidsOf(pool, id)))
    assert.isTrue(rows.every(({ length }) => length === 2))
  })

  test('of a buy-now is no key of a bid, and sells once', async ({ assert }) => {
    const auctionId = await open({ buyNow: 9000 })
    const buyNows = new BuyNowDesk(pool, () => {})
    const buy = () => buyNows.buy({ auctionId, buyerId: bob.id, idempotencyKey: 'k' })
    const answers = await Promise.all([buy(), buy(), buy()])
    for (const answer of answers) assert.deepEqual(answer, answers[0])
    const bid = await place(bob, auctionId, 9000, 'k')
    assert.deepEqual(bid, { accepted: false, code: 'idempotency_key_reused' })
    assert.lengthOf(await bidsOf(pool, auctionId), 1)
  })
})
