import { test } from '@japa/runner'
import { openBook, perform, type Book, type Deed } from '#domain/auction_book'

const STARTS_AT = 1_000
const ENDS_AT = 10_000
const HARD_ENDS_AT = 12_000

function openedBook(): Book {
  const terms = {
    sellerId: 's',
    startsAt: STARTS_AT,
    startPrice: 100,
    reserve: null,
    buyNow: 500,
    increments: [{ from: 0, step: 10 }],
    softClose: { windowMs: 1_000, extensionMs: 1_500 },
  }
  return openBook(terms, { endsAt: ENDS_AT, hardEndsAt: HARD_ENDS_AT })
}

/** Performs deeds at their times, and gives the last answer: a refusal's code, or `accepted`. */
function answerTo(book: Book, ...deeds: [number, Deed][]): string {
  const answers = deeds.map(([at, deed]) => perform(book, deed, at))
  const last = answers[answers.length - 1]
  return last.accepted ? 'accepted' : last.code
}

const bid = (bidderId: string, maximum: number): Deed => ({ type: 'bid', bidderId, maximum })
const pause: Deed = { type: 'pause' }
const resume: Deed = { type: 'resume' }
const close: Deed = { type: 'close' }
const extend = (endsAt: number): Deed => ({ type: 'extend', endsAt })

test.group('While an auction is paused', () => {
  test('a {deed.type} is refused with auction_paused')
    .with([
      { deed: bid('a', 200) },
      { deed: { type: 'buy_now' as const, bidderId: 'a' } },
      // Judged before who bids and how much.
      { deed: bid('s', -1) },
    ])
    .run(({ assert }, { deed }) => {
      assert.equal(answerTo(openedBook(), [2_000, pause], [3_000, deed]), 'auction_paused')
      assert.equal(answerTo(openedBook(), [2_000, pause], [20_000, deed]), 'auction_paused')
    })

  test('it does not close, nor pause again', ({ assert }) => {
    const book = openedBook()
    assert.equal(answerTo(book, [2_000, pause], [20_000, close]), 'auction_not_ended')
    assert.equal(answerTo(book, [20_000, pause]), 'already_paused')
  })

  test('a {$self} is possible, past its end too')
    .with(['void', 'void_bidder', 'extend', 'cancel'] as const)
    .run(({ assert }, type) => {
      const deeds = {
        void: { type: 'void', seq: 1 },
        void_bidder: { type: 'void_bidder', bidderId: 'a' },
        extend: extend(30_000),
        cancel: { type: 'cancel', by: 'moderator' },
      } satisfies Record<string, Deed>
      const book = openedBook()
      const start: [number, Deed][] = [
        [1_500, bid('a', 200)],
        [2_000, pause],
      ]
      assert.equal(answerTo(book, ...start, [20_000, deeds[type]]), 'accepted')
    })

  test('a void leaves it paused', ({ assert }) => {
    const book = openedBook()
    answerTo(book, [1_500, bid('a', 200)], [2_000, pause], [3_000, { type: 'void', seq: 1 }])
    assert.equal(book.state.pausedAt, 2_000)
  })

  test('a cancellation ends it, and then it is over', ({ assert }) => {
    const book = openedBook()
    answerTo(book, [2_000, pause], [3_000, { type: 'cancel', by: 'moderator' }])
    assert.deepInclude(book.state, { outcome: 'cancelled', pausedAt: null })
    assert.equal(answerTo(book, [3_000, bid('a', 200)]), 'auction_ended')
    assert.equal(answerTo(book, [3_000, resume]), 'auction_ended')
  })
})

test.group('Resuming', () => {
  test('is refused where nothing is paused', ({ assert }) => {
    assert.equal(answerTo(openedBook(), [2_000, resume]), 'not_paused')
  })

  test('is refused after the end, and so is pausing', ({ assert }) => {
    assert.equal(answerTo(openedBook(), [ENDS_AT, resume]), 'auction_ended')
    assert.equal(answerTo(openedBook(), [ENDS_AT, pause]), 'auction_ended')
  })

  test('moves both ends by the time that was paused, also past the end', ({ assert }) => {
    const book = openedBook()
    answerTo(book, [2_000, pause], [50_000, resume])
    assert.deepInclude(book.state, { endsAt: 58_000, hardEndsAt: 60_000, pausedAt: null })
    assert.equal(answerTo(book, [57_999, bid('a', 200)]), 'accepted')
  })

  test('gives back nothing of what was paused before the start', ({ assert }) => {
    const book = openedBook()
    assert.equal(answerTo(book, [0, pause], [500, bid('a', 200)]), 'auction_not_started')
    assert.equal(answerTo(book, [STARTS_AT, bid('a', 200)]), 'auction_paused')
    answerTo(book, [1_200, resume])
    assert.equal(book.state.endsAt, ENDS_AT + 200)

    const early = openedBook()
    answerTo(early, [0, pause], [900, resume])
    assert.equal(early.state.endsAt, ENDS_AT)
  })
})

test.group('Extending', () => {
  test('is refused where it would not be later: {$self}')
    .with([ENDS_AT, ENDS_AT - 1])
    .run(({ assert }, endsAt) => {
      assert.equal(answerTo(openedBook(), [2_000, extend(endsAt)]), 'not_later')
    })

  test('is refused after the end', ({ assert }) => {
    assert.equal(answerTo(openedBook(), [ENDS_AT, extend(ENDS_AT + 1)]), 'auction_ended')
  })

  test('is possible after the end as of a time before it, as after an outage', ({ assert }) => {
    const book = openedBook()
    assert.equal(answerTo(book, [ENDS_AT - 1, extend(90_000)]), 'accepted')
    assert.equal(answerTo(book, [80_000, bid('a', 200)]), 'accepted')
  })

  test('moves the hard end by as much, so that soft close has its room again', ({ assert }) => {
    const book = openedBook()
    answerTo(book, [2_000, extend(15_000)])
    assert.deepInclude(book.state, { endsAt: 15_000, hardEndsAt: 17_000 })
    answerTo(book, [14_900, bid('a', 200)])
    assert.equal(book.state.endsAt, 16_400)
    answerTo(book, [16_300, bid('b', 300)])
    assert.equal(book.state.endsAt, 17_000)
  })
})
