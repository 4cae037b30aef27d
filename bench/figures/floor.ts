import { rateOf } from '../figure.ts'
import type { Figure } from '../figure.ts'
import { NO_OP_PATH, noOpSide } from './sides.ts'

/** What the framework leaves of node:http. */
export const floor: Figure = {
  name: 'floor',
  about: 'authenticated no-op POST / raw node:http doing the same work',
  goal: { atLeast: 0.5 },
  a: noOpSide,
  b: {
    label: 'raw node:http',
    run: async (bench) => {
      const port = await bench.raw()
      return rateOf(await bench.posts({ connections: 64, port, paths: [NO_OP_PATH] }))
    },
  },
}
