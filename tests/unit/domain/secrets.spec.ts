import fc from 'fast-check'
import { test } from '@japa/runner'
import { aliasOf } from '#domain/alias'
import { perform, type Book, type Deed } from '#domain/auction_book'
import { incrementAt } from '#domain/increments'
import { isReserveMet } from '#domain/english_auction'
import { publicState } from '#domain/public_state'
import {
  bookOf,
  plannedAuctions,
  plans,
  play,
  type Plan,
  type PlannedAuction,
} from '#tests/helpers/played_auctions'

/** Nobody but bidder `x` bids more than this. */
const CAP = 600

/** Where the price can get to without `x` being beaten. */
const REACH = CAP + 1_000

const RUNS = { numRuns: 300 }

const ALIASES = new Map(
  [...'abcdsx'].map((bidderId) => [bidderId, aliasOf(Buffer.alloc(16, 7), bidderId)])
)

type Timed = { deed: Deed; at: number }

/** What everybody but `x` gets to see of the deeds, a line for each. */
function publicOutput(auction: PlannedAuction, deeds: readonly Timed[]): string[] {
  const book = bookOf(auction)
  let publicSeq = 0
  return deeds.map(({ deed, at }) => {
    const seen = JSON.stringify(visibleOf(book, publicSeq, at))
    const judgement = perform(book, deed, at)
    if (JSON.stringify(visibleOf(book, publicSeq, at)) !== seen) publicSeq++
    const answer = 'bidderId' in deed && deed.bidderId === 'x' ? null : judgement
    return JSON.stringify({ answer, ...visibleOf(book, publicSeq, at) })
  })
}

function visibleOf({ terms, state, history }: Book, publicSeq: number, now: number) {
  const leader = ALIASES.get(state.leaderId ?? '') ?? null
  const { price, bidCount, endsAt } = state
  const status = state.outcome ?? (state.pausedAt === null ? 'open' : 'paused')
  const visible = { publicSeq, price, leader, bidCount, endsAt, status }
  const isMet = isReserveMet(terms, state)
  return {
    ...publicState(
      { ...terms, id: 'auction', currency: 'EUR' },
      { ...visible, isReserveMet: isMet },
      now
    ),
    history: history.map((entry) => ({
      ...entry,
      bidderId: ALIASES.get(entry.bidderId),
    })),
  }
}

/** The deeds that the plans come to in this auction, the bids of others kept below the cap. */
function deedsOf(auction: PlannedAuction, planned: readonly Plan[]): Timed[] {
  const capped = planned.map((plan) => ({ ...plan, atMost: CAP }))
  return [...play(auction, capped)].map(({ deed, at }) => ({ deed, at }))
}

function bidOfX(maximum: number): Plan {
  return { type: 'exactly', deed: { type: 'bid', bidderId: 'x', maximum }, waitMs: 0 }
}

function withMaximum(deeds: readonly Timed[], from: number, to: number): Timed[] {
  return deeds.map((entry) =>
    entry.deed.type === 'bid' && entry.deed.maximum === from
      ? { ...entry, deed: { ...entry.deed, maximum: to } }
      : entry
  )
}

/** A reserve that a maximum just above the reach meets, does not meet, or that there is none of. */
const reserves = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: REACH }),
  fc.integer({ min: 5_000, max: 6_000 })
)

const auctions = fc
  .tuple(plannedAuctions, reserves, fc.option(fc.nat(100), { nil: null }))
  .map(([auction, reserve, buyNowAbove]) => {
    const buyNow = buyNowAbove === null ? null : Math.max(reserve ?? 0, 300) + buyNowAbove
    return { ...auction, terms: { ...auction.terms, reserve, buyNow } }
  })
  .filter(({ terms }) => CAP + incrementAt(terms.increments, CAP) < REACH)

const secret = fc.integer({ min: REACH, max: 4_999 })

test.group('The maximum of a bid that stands unbeaten', () => {
  test('is nowhere in what others see, whatever it is', ({ assert }) => {
    fc.assert(
      fc.property(auctions, plans, plans, secret, secret, (auction, first, then, one, other) => {
        const deeds = deedsOf(auction, [...first, bidOfX(one), ...then])
        assert.deepEqual(
          publicOutput(auction, deeds),
          publicOutput(auction, withMaximum(deeds, one, other))
        )
      }),
      RUNS
    )
  })

  test('may be raised without anything changing in public', ({ assert }) => {
    const raises = fc.integer({ min: 1, max: 4_999 - REACH })
    fc.assert(
      fc.property(auctions, plans, plans, raises, (auction, first, then, raise) => {
        // A void by number is the moderators' own, and its numbers count the raise too.
        const others = then.filter((plan) => plan.type !== 'void')
        const start = [...first, bidOfX(REACH)]
        const quiet = publicOutput(auction, deedsOf(auction, [...start, ...others]))
        const raised = deedsOf(auction, [...start, bidOfX(REACH + raise), ...others])
        const output = publicOutput(auction, raised)
        assert.equal(output[start.length], output[start.length - 1])
        assert.deepEqual(output.toSpliced(start.length, 1), quiet)
      }),
      RUNS
    )
  })
})
