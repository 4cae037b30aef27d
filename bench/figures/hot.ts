import { rateOf } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { hotSide } from './sides.ts'

/** What one statement a batch gains over the usual way. */
export const hot: Figure = {
  name: 'hot',
  about: 'accepted bids/s over HTTP on one auction / one transaction a bid, without HTTP',
  goal: { atLeast: 15 },
  a: hotSide(64),
  b: {
    label: 'one transaction a bid, 8 connections',
    run: async (bench) => rateOf(await bench.transactions()),
  },
}
