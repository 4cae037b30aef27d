import fc from 'fast-check'
import { test } from '@japa/runner'
import { openBook, perform, type BookedBid, type Deed } from '#domain/auction_book'
import { incrementAt } from '#domain/increments'
import { isReserveMet, takeBid } from '#domain/english_auction'
import {
  bookOf,
  plannedAuctions,
  plans,
  play,
  type PlayedStep,
} from '#tests/helpers/played_auctions'

const RUNS = { numRuns: 500 }

/** Plays many auctions and looks at every step of each. */
function always(look: (step: PlayedStep) => void) {
  fc.assert(
    fc.property(plannedAuctions, plans, (auction, planned) => {
      for (const step of play(auction, planned)) look(step)
    }),
    RUNS
  )
}

const isVoid = ({ deed }: PlayedStep) => deed.type === 'void' || deed.type === 'void_bidder'

/** The highest maximum, of equal ones the earliest. */
function highest(bids: readonly BookedBid[]): BookedBid | null {
  return bids.reduce<BookedBid | null>(
    (best, bid) => (best === null || bid.maximum > best.maximum ? bid : best),
    null
  )
}

test.group('Whatever people try in an auction', () => {
  test('a refused deed changes nothing at all', ({ assert }) => {
    always(({ before, judgement, book }) => {
      if (!judgement.accepted) assert.deepEqual(book, before)
    })
  })

  test('the leader has the highest maximum, of equal ones the earliest', ({ assert }) => {
    always(({ book: { state, standing } }) => {
      const best = highest(standing)
      assert.deepEqual(
        [state.leaderId, state.maximum],
        [best?.bidderId ?? null, best?.maximum ?? null]
      )
    })
  })

  test('the price lies between the start price and the maximum of the leader', ({ assert }) => {
    always(({ book: { terms, state } }) => {
      assert.isAtLeast(state.price, terms.startPrice)
      assert.isAtMost(state.price, state.maximum ?? terms.startPrice)
    })
  })

  test('the price never falls without a void', ({ assert }) => {
    always((step) => {
      if (!isVoid(step)) assert.isAtLeast(step.book.state.price, step.before.state.price)
    })
  })

  test('the price is at least the second maximum, and no more than beats it', ({ assert }) => {
    always(({ book: { terms, state, standing } }) => {
      const second = highest(standing.filter((bid) => bid.bidderId !== state.leaderId))
      assert.isAtLeast(state.price, second?.maximum ?? 0)
      if (state.outcome === 'sold' && state.price === terms.buyNow) return
      const beats = second ? second.maximum + incrementAt(terms.increments, second.maximum) : 0
      const reserve = isReserveMet(terms, state) ? (terms.reserve ?? 0) : 0
      assert.isAtMost(state.price, Math.max(terms.startPrice, reserve, beats))
    })
  })

  test('where the reserve is met, the price has come to it', ({ assert }) => {
    always(({ book: { terms, state } }) => {
      if (terms.reserve === null) return
      assert.equal(
        isReserveMet(terms, state),
        state.price >= terms.reserve && state.leaderId !== null
      )
    })
  })

  test('a bid never brings the end nearer, nor past the hard end', ({ assert }) => {
    always(({ deed, before: { state: old }, book: { state } }) => {
      if (deed.type !== 'bid') return
      assert.isAtLeast(state.endsAt, old.endsAt)
      assert.isAtMost(state.endsAt, Math.max(old.endsAt, old.hardEndsAt ?? Infinity))
      assert.equal(state.hardEndsAt, old.hardEndsAt)
    })
  })

  test('an extension and a resumption move the end and the hard end alike', ({ assert }) => {
    always(({ deed, before: { state: old }, book: { state } }) => {
      if (deed.type !== 'extend' && deed.type !== 'resume') return
      assert.isAtLeast(state.endsAt, old.endsAt)
      if (state.hardEndsAt === null) return
      assert.equal(state.hardEndsAt - (old.hardEndsAt ?? 0), state.endsAt - old.endsAt)
    })
  })

  test('a void leaves the end as it is', ({ assert }) => {
    always((step) => {
      if (isVoid(step)) assert.equal(step.book.state.endsAt, step.before.state.endsAt)
    })
  })

  test('an outcome is final', ({ assert }) => {
    always(({ before, book }) => {
      if (before.state.outcome !== null) assert.deepEqual(book, before)
    })
  })

  test('the bids that stand give price, leader, count and history by themselves', ({ assert }) => {
    always(({ book }) => {
      if (book.state.outcome === 'sold' && book.state.price === book.terms.buyNow) return
      let { state } = openBook(book.terms, book.state)
      const history = book.standing.flatMap((bid) => {
        const taken = takeBid(book.terms, state, bid)
        state = taken.state
        return taken.shown
      })
      const { price, leaderId, maximum, bidCount } = state
      assert.deepEqual({ ...book.state, price, leaderId, maximum, bidCount }, book.state)
      assert.deepEqual(history, book.history)
    })
  })

  test('the number of bids is that of the lines people placed themselves', ({ assert }) => {
    always(({ book: { state, history } }) => {
      assert.equal(state.bidCount, history.filter((entry) => !entry.automatic).length)
    })
  })

  test('replaying the accepted deeds gives the state', ({ assert }) => {
    fc.assert(
      fc.property(plannedAuctions, plans, (auction, planned) => {
        const log: { deed: Deed; at: number }[] = []
        const replayed = bookOf(auction)
        let played = bookOf(auction)
        for (const { deed, at, judgement, book } of play(auction, planned)) {
          if (judgement.accepted) log.push({ deed, at })
          played = book
        }
        for (const { deed, at } of log) assert.isTrue(perform(replayed, deed, at).accepted)
        assert.deepEqual(replayed, played)
      }),
      RUNS
    )
  })
})
