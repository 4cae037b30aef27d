import { test } from '@japa/runner'
import { openBook, perform } from '#domain/auction_book'

const BIDS = 100_000

test('A void among 100,000 bids looks at each of them once', ({ assert }) => {
  let looks = 0
  const terms = {
    sellerId: 's',
    startsAt: 0,
    startPrice: 1,
    reserve: null,
    buyNow: null,
    softClose: null,
    get increments() {
      looks++
      return [{ from: 0, step: 1 }]
    },
  }
  const book = openBook(terms, { endsAt: 1_000_000, hardEndsAt: null })
  for (let index = 0; index < BIDS; index++) {
    perform(book, { type: 'bid', bidderId: `bidder ${index % 7}`, maximum: 2 * index + 1 }, index)
  }
  assert.equal(book.state.seq, BIDS)

  looks = 0
  assert.isTrue(perform(book, { type: 'void', seq: 1 }, BIDS).accepted)
  assert.isAtMost(looks, BIDS)
  assert.lengthOf(book.standing, BIDS - 1)

  looks = 0
  assert.isTrue(perform(book, { type: 'void_bidder', bidderId: 'bidder 3' }, BIDS).accepted)
  assert.isAtMost(looks, BIDS)
  assert.isFalse(book.standing.some((bid) => bid.bidderId === 'bidder 3'))
})
