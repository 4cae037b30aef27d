import type { Figure } from '../figure.ts'
import { hotSide, noOpSide } from './sides.ts'

/** What the bid itself leaves of its route. Counts only while `floor` is met. */
export const hotFloor: Figure = {
  name: 'hot-floor',
  about: 'accepted bids/s on one auction / the no-op; counts only while floor is met',
  goal: { atLeast: 0.6 },
  a: hotSide(64),
  b: noOpSide,
}
