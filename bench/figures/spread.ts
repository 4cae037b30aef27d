import { rateOf } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { hotSide } from './sides.ts'

/** What is left where batches are small because the bids go to many auctions. */
export const spread: Figure = {
  name: 'spread',
  about: 'accepted bids/s on 1,000 auctions / on one',
  goal: { atLeast: 0.65 },
  a: {
    label: 'bids on 1,000 auctions, 64 connections',
    run: async (bench) => rateOf(await bench.bids({ connections: 64, auctions: 1_000 })),
  },
  b: hotSide(64),
}
