import fc from 'fast-check'
import { openBook, perform, type Book, type BookJudgement, type Deed } from '#domain/auction_book'
import { minimumNext, type AuctionTerms } from '#domain/english_auction'

/**
 * Auctions and what people try in them, for property tests. Amounts and times are small, so that
 * ties, bids at the very end and bids on the reserve are common.
 */

export type PlannedAuction = {
  terms: AuctionTerms
  endsAt: number
  hardEndsAt: number | null
}

/** What somebody tries; what it comes to depends on the auction as they find it. */
export type Plan = { waitMs: number; atMost?: number } & (
  | { type: 'bid'; bidderId: string; above: 'minimum' | 'maximum'; by: number; isBlocked: boolean }
  | { type: 'void'; pick: number }
  | { type: 'extend'; byMs: number }
  | { type: 'exactly'; deed: Deed }
)

export type PlayedStep = {
  deed: Deed
  at: number
  before: Book
  judgement: BookJudgement
  book: Book
}

const STARTS_AT = 100
const SELLER = 's'

const increments = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 90 }), rise: fc.nat(8) }), { maxLength: 4 })
  .chain((rows) => fc.integer({ min: 1, max: 20 }).map((step) => tableOf(rows, step)))

const amount = (max: number) => fc.integer({ min: 1, max })
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })

export const plannedAuctions: fc.Arbitrary<PlannedAuction> = fc
  .record({
    startPrice: amount(200),
    reserve: orNull(amount(400)),
    buyNowAbove: orNull(fc.nat(300)),
    increments,
    softClose: orNull(fc.record({ windowMs: fc.nat(400), extensionMs: fc.nat(400) })),
    lastsMs: amount(1500),
    hardEndAfter: orNull(fc.nat(500)),
  })
  .map(({ buyNowAbove, lastsMs, hardEndAfter, ...others }) => {
    const least = Math.max(others.startPrice, others.reserve ?? 0)
    const endsAt = STARTS_AT + lastsMs
    return {
      terms: {
        ...others,
        sellerId: SELLER,
        startsAt: STARTS_AT,
        buyNow: buyNowAbove === null ? null : least + buyNowAbove,
      },
      endsAt,
      hardEndsAt: hardEndAfter === null || !others.softClose ? null : endsAt + hardEndAfter,
    }
  })

const bidder = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  { weight: 1, arbitrary: fc.constant(SELLER) }
)
const exactly = (deed: Deed) => fc.constant({ type: 'exactly' as const, deed })

const deedPlans = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      type: fc.constant('bid' as const),
      bidderId: bidder,
      above: fc.constantFrom('minimum' as const, 'minimum' as const, 'maximum' as const),
      by: fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 90 })),
      isBlocked: fc.integer({ min: 1, max: 20 }).map((number) => number === 1),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('void' as const), pick: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('extend' as const),
      byMs: fc.integer({ min: -50, max: 300 }),
    }),
  },
  {
    weight: 2,
    arbitrary: bidder.map((bidderId) => ({
      type: 'exactly' as const,
      deed: { type: 'void_bidder' as const, bidderId },
    })),
  },
  {
    weight: 1,
    arbitrary: bidder.map((bidderId) => ({
      type: 'exactly' as const,
      deed: { type: 'buy_now' as const, bidderId },
    })),
  },
  { weight: 1, arbitrary: exactly({ type: 'pause' }) },
  { weight: 3, arbitrary: exactly({ type: 'resume' }) },
  { weight: 1, arbitrary: exactly({ type: 'cancel', by: 'seller' }) },
  { weight: 1, arbitrary: exactly({ type: 'close' }) }
)

export const plans: fc.Arbitrary<Plan[]> = fc.array(
  fc
    .tuple(fc.oneof(fc.constant(0), fc.nat(60)), deedPlans)
    .map(([waitMs, plan]) => ({ ...plan, waitMs })),
  { minLength: 8, maxLength: 40 }
)

export function bookOf({ terms, endsAt, hardEndsAt }: PlannedAuction): Book {
  return openBook(terms, { endsAt, hardEndsAt })
}

/** Performs the plans one after the other, with a copy of the book as it was before each. */
export function* play(auction: PlannedAuction, planned: readonly Plan[]): Generator<PlayedStep> {
  const book = bookOf(auction)
  let at = STARTS_AT - 2
  for (const plan of planned) {
    at += plan.waitMs
    const deed = deedOf(book, plan)
    const before = structuredClone(book)
    yield { deed, at, before, judgement: perform(book, deed, at), book }
  }
}

function deedOf(book: Book, plan: Plan): Deed {
  switch (plan.type) {
    case 'bid': {
      const { bidderId, isBlocked, above, by, atMost = Infinity } = plan
      const from = above === 'minimum' ? minimumNext(book.terms, book.state) : book.state.maximum
      return { type: 'bid', bidderId, isBlocked, maximum: Math.min((from ?? 0) + by, atMost) }
    }
    case 'void':
      return { type: 'void', seq: 1 + (plan.pick % (book.state.seq + 1)) }
    case 'extend':
      return { type: 'extend', endsAt: book.state.endsAt + plan.byMs }
    case 'exactly':
      return plan.deed
  }
}

function tableOf(rows: readonly { gap: number; rise: number }[], firstStep: number) {
  const table = [{ from: 0, step: firstStep }]
  for (const { gap, rise } of rows) {
    const last = table[table.length - 1]
    table.push({ from: last.from + gap, step: last.step + rise })
  }
  return table
}
