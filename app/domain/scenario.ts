import { openBook, perform, type Book, type BookJudgement, type Deed } from '#domain/auction_book'
import { isReserveMet, minimumNext, saleOf, type AuctionTerms } from '#domain/english_auction'
import type { Increment } from '#domain/increments'

/**
 * Scenarios: an auction, the steps taken in it at given times, and the answers the rules give.
 * The format of tests/fixtures/vectors_english.json.
 */

export type ScenarioStep =
  | { at: number; type: 'bid'; bidder: string; max: number; expect?: unknown }
  | { at: number; type: 'buy_now'; bidder: string; expect?: unknown }
  | { at: number; type: 'void'; seq: number; expect?: unknown }
  | { at: number; type: 'void_bidder'; bidder: string; expect?: unknown }
  | { at: number; type: 'cancel'; by: 'seller' | 'moderator'; expect?: unknown }
  | { at: number; type: 'close'; expect?: unknown }

export type Scenario = {
  name: string
  auction: {
    seller: string
    startsAt: number
    endsAt: number
    startPrice: number
    reserve?: number | null
    buyNow?: number | null
    increments: Increment[]
    softClose?: { windowMs: number; extensionMs: number; hardEndsAt?: number | null } | null
    blocked?: string[]
  }
  steps: ScenarioStep[]
  history?: unknown
}

export type ScenarioResult = {
  name: string
  /** One answer a step, in the shape of `expect`. */
  results: Record<string, unknown>[]
  /** The standing public history: bidder, amount, automatic. */
  history: [string, number, boolean][]
}

export function runScenario(scenario: Scenario): ScenarioResult {
  const book = openBook(termsOf(scenario), {
    endsAt: scenario.auction.endsAt,
    hardEndsAt: scenario.auction.softClose?.hardEndsAt ?? null,
  })
  const blocked = new Set(scenario.auction.blocked)
  const results = scenario.steps.map((step) =>
    answerOf(book, step, perform(book, deedOf(step, blocked), step.at))
  )
  const history = book.history.map(({ bidderId, amount, automatic }): [string, number, boolean] => [
    bidderId,
    amount,
    automatic,
  ])
  return { name: scenario.name, results, history }
}

function termsOf({ auction }: Scenario): AuctionTerms {
  return {
    sellerId: auction.seller,
    startsAt: auction.startsAt,
    startPrice: auction.startPrice,
    reserve: auction.reserve ?? null,
    buyNow: auction.buyNow ?? null,
    increments: auction.increments,
    softClose: auction.softClose ?? null,
  }
}

function deedOf(step: ScenarioStep, blocked: ReadonlySet<string>): Deed {
  switch (step.type) {
    case 'bid':
      return {
        type: 'bid',
        bidderId: step.bidder,
        maximum: step.max,
        isBlocked: blocked.has(step.bidder),
      }
    case 'buy_now':
      return { type: 'buy_now', bidderId: step.bidder, isBlocked: blocked.has(step.bidder) }
    case 'void':
      return { type: 'void', seq: step.seq }
    case 'void_bidder':
      return { type: 'void_bidder', bidderId: step.bidder }
    case 'cancel':
      return { type: 'cancel', by: step.by }
    case 'close':
      return { type: 'close' }
  }
}

function answerOf(
  book: Book,
  step: ScenarioStep,
  judgement: BookJudgement
): Record<string, unknown> {
  if (!judgement.accepted) return judgement
  const { state, terms } = book
  const { winnerId, price } = saleOf(state)
  switch (step.type) {
    case 'close':
      return { outcome: state.outcome, winner: winnerId, price }
    case 'cancel':
      return { accepted: true, outcome: state.outcome }
    case 'buy_now':
      return {
        accepted: true,
        seq: state.seq,
        outcome: state.outcome,
        winner: winnerId,
        price,
        endsAt: state.endsAt,
      }
  }
  const shown = {
    price: state.price,
    leader: state.leaderId,
    reserveMet: isReserveMet(terms, state),
    minimumNext: minimumNext(terms, state),
    endsAt: state.endsAt,
  }
  return step.type === 'bid'
    ? { accepted: true, seq: state.seq, ...shown }
    : { accepted: true, ...shown }
}
