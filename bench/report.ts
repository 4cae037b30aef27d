import { availableParallelism } from 'node:os'
import type { FigureResult, SideResult } from './figure.ts'

/** A line of the table, and below it what it is made of. */
export function reportOf(result: FigureResult): string {
  const { name, about, figure, goal, isMet, spread, a, b } = result
  const aim =
    goal === null ? '' : 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`
  const verdict = isMet === null ? '' : isMet ? 'met' : 'NOT MET'
  const range = `${numberOf(spread[0])} to ${numberOf(spread[1])}`
  const columns = [
    name.padEnd(10),
    numberOf(figure).padStart(7),
    aim.padEnd(14),
    verdict.padEnd(8),
    range,
  ]
  return [columns.join('  '), `    ${about}`, sideOf('A', a), sideOf('B', b)].join('\n')
}

export function headOf(): string {
  return ['figure'.padEnd(10), 'median'.padStart(7), 'goal'.padEnd(14), ''.padEnd(8), 'pairs'].join(
    '  '
  )
}

/** What `--json` writes. */
export function jsonOf(
  results: FigureResult[],
  settings: { pairs: number; seconds: number }
): string {
  const machine = {
    cpus: availableParallelism(),
    node: process.version,
    platform: process.platform,
  }
  return `${JSON.stringify({ ...settings, ...machine, figures: results }, null, 2)}\n`
}

function sideOf(
  letter: string,
  { label, value, refusedPerSecond, p99Ms, errors, firstError }: SideResult
): string {
  const refused = `${numberOf(refusedPerSecond)} refused a second`
  const parts = [`${letter}: ${label}`, numberOf(value), refused, `p99 ${numberOf(p99Ms)} ms`]
  if (errors > 0) parts.push(`${errors} ERRORS, such as ${firstError?.slice(0, 300)}`)
  return `    ${parts.join(', ')}`
}

function numberOf(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })
}
