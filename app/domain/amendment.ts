import { isDeepStrictEqual } from 'node:util'
import type { AuctionState, AuctionTerms } from '#domain/english_auction'
import { houseTerms, type HouseSettings, type HouseTerms } from '#domain/settings'

/** An auction with those of its terms that the house gave it or might have given it. */
export type Amendable = {
  currency: string
  terms: Pick<AuctionTerms, 'startsAt'>
  state: Pick<AuctionState, 'outcome'>
  houseTerms: HouseTerms
  /** False where the seller gave a table of their own. */
  hasHouseIncrements: boolean
  /** False where the seller gave a soft close of their own, or none. */
  hasHouseSoftClose: boolean
}

/** Whether an auction has not begun. Then nobody has bid on it either. */
export function isScheduled({ terms, state }: Amendable, now: number): boolean {
  return state.outcome === null && now < terms.startsAt
}

/**
 * Whether a scheduled auction takes this term from the settings as they are now. What its seller
 * set stays theirs, and so does a term in a currency that the house has no longer.
 */
export function isAmended(
  auction: Amendable,
  term: keyof HouseTerms,
  settings: HouseSettings
): boolean {
  if (term === 'increments' && !auction.hasHouseIncrements) return false
  if (term === 'softClose' && !auction.hasHouseSoftClose) return false
  const terms = houseTerms(settings, auction.currency)
  return terms !== null && !isDeepStrictEqual(terms[term], auction.houseTerms[term])
}
