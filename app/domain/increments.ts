/**
 * Increment tables: how far above the current price the next bid must be.
 */

/** From a price of `from` (minor units) on, the next bid is at least `step` above it. */
export type Increment = { from: number; step: number }

/** The step of the last row with `from <= price`. The table is valid, so its first row always fits. */
export function incrementAt(increments: readonly Increment[], price: number): number {
  let low = 0
  let high = increments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (increments[middle].from <= price) low = middle
    else high = middle - 1
  }
  return increments[low].step
}

/**
 * Says in one sentence what is wrong with a table, with the row (from 0) it is wrong in,
 * or null for a good one.
 */
export function incrementsFault(
  increments: readonly Increment[]
): { row: number; sentence: string } | null {
  if (increments.length === 0) return { row: 0, sentence: 'An increment table needs a row' }
  if (increments[0].from !== 0) return { row: 0, sentence: 'The first row must start from 0' }
  for (const [row, { from, step }] of increments.entries()) {
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(step) || step < 1) {
      return { row, sentence: 'Rows hold whole minor units, and a step is at least 1' }
    }
    if (row === 0) continue
    if (from <= increments[row - 1].from) return { row, sentence: 'Rows must ascend' }
    if (step < increments[row - 1].step) return { row, sentence: 'Steps must never decrease' }
  }
  return null
}
