import type { Figure } from '../figure.ts'
import { hotSide } from './sides.ts'

/** Whether a crowd makes bidding faster, by larger batches, instead of slower. */
export const crowd: Figure = {
  name: 'crowd',
  about: 'accepted bids/s on one auction with 256 connections / with 16',
  goal: { atLeast: 1.5 },
  a: hotSide(256),
  b: hotSide(16),
}
