import { rateOf } from '../figure.ts'
import type { Side } from '../figure.ts'

/** Sides that several figures share. */

export const NO_OP_PATH = '/bench/no-op'

/** Bidders fight for one fresh auction. */
export function hotSide(connections: number): Side {
  return {
    label: `bids on one auction, ${connections} connections`,
    run: async (bench) => rateOf(await bench.bids({ connections })),
  }
}

/** All that a bid costs on its way to the desk and back, without the bid. */
export const noOpSide: Side = {
  label: 'authenticated no-op POST',
  run: async (bench) => {
    const port = await bench.web()
    return rateOf(await bench.posts({ connections: 64, port, paths: [NO_OP_PATH] }))
  },
}
