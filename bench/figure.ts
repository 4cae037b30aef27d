import type { Bench } from './bench.ts'
import type { LegResult } from './tally.ts'

/** One side of a figure. */
export type Side = { label: string; run(bench: Bench): Promise<Reading> }

/** What one leg of a side said. */
export type Reading = Pick<LegResult, 'errors' | 'firstError' | 'refusedPerSecond' | 'p99Ms'> & {
  value: number
}

export type Figure = {
  name: string
  /** What is compared, for the table below which it stands. */
  about: string
  /** Null for what is only worth knowing. */
  goal: { atLeast: number } | { atMost: number } | null
  /** Of a pair of legs; by default A's share of B. */
  combine?: (a: number, b: number) => number
  a: Side
  b: Side
}

export type FigureResult = {
  name: string
  about: string
  figure: number
  goal: Figure['goal']
  isMet: boolean | null
  /** The lowest and the highest pair. */
  spread: [number, number]
  a: SideResult
  b: SideResult
}

/** Medians over the legs of a side; errors are summed up. */
export type SideResult = Reading & { label: string }

/** Accepted answers a second. */
export function rateOf(result: LegResult): Reading {
  return { ...result, value: result.acceptedPerSecond }
}

/** Alternates A and B; a first pair that warms everything up does not count. */
export async function measure(
  bench: Bench,
  { name, about, goal, a, b, combine = (left, right) => left / right }: Figure,
  pairs: number
): Promise<FigureResult> {
  const legs: { a: Reading; b: Reading }[] = []
  for (let pair = 0; pair <= pairs; pair++) {
    const leg = { a: await a.run(bench), b: await b.run(bench) }
    if (pair > 0) legs.push(leg)
  }
  const figures = legs.map((leg) => combine(leg.a.value, leg.b.value))
  const figure = medianOf(figures)
  const sides = {
    a: summaryOf(
      a.label,
      legs.map((leg) => leg.a)
    ),
    b: summaryOf(
      b.label,
      legs.map((leg) => leg.b)
    ),
  }
  const isFlawless = sides.a.errors + sides.b.errors === 0
  const isMet = goal && isFlawless && isWithin(figure, goal)
  return {
    name,
    about,
    figure,
    goal,
    isMet,
    spread: [Math.min(...figures), Math.max(...figures)],
    ...sides,
  }
}

function isWithin(figure: number, goal: NonNullable<Figure['goal']>): boolean {
  return 'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost
}

function summaryOf(label: string, readings: Reading[]): SideResult {
  return {
    label,
    value: medianOf(readings.map((reading) => reading.value)),
    refusedPerSecond: medianOf(readings.map((reading) => reading.refusedPerSecond)),
    p99Ms: medianOf(readings.map((reading) => reading.p99Ms)),
    errors: readings.reduce((sum, reading) => sum + reading.errors, 0),
    firstError: readings.find((reading) => reading.firstError)?.firstError ?? null,
  }
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
