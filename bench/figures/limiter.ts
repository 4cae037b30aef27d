import { rateOf } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { hotSide } from './sides.ts'

const NEVER_REACHED = 100_000_000

/** What counting every bidder's requests costs. */
export const limiter: Figure = {
  name: 'limiter',
  about: 'accepted bids/s on one auction with the limiter counting / with limits lifted',
  goal: null,
  a: {
    label: 'the same with a limit that is never reached',
    run: async (bench) => {
      return rateOf(await bench.bids({ connections: 64, port: await bench.web(NEVER_REACHED) }))
    },
  },
  b: hotSide(64),
}
