/**
 * Measures the house: `npm run bench`. docs/performance.md says what the figures mean, and how
 * they came out.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Bench } from './bench.ts'
import { measure } from './figure.ts'
import type { Figure, FigureResult } from './figure.ts'
import { closing } from './figures/closing.ts'
import { crowd } from './figures/crowd.ts'
import { floor } from './figures/floor.ts'
import { hot } from './figures/hot.ts'
import { hotFloor } from './figures/hot_floor.ts'
import { limiter } from './figures/limiter.ts'
import { spread } from './figures/spread.ts'
import { BenchHouse } from './house.ts'
import { headOf, jsonOf, reportOf } from './report.ts'

const FIGURES = [floor, hot, hotFloor, spread, crowd, closing, limiter]
const WARMUP_MS = 500

const HELP = `Measures a house of its own in a temporary folder.

  npm run bench                              everything, some six minutes
  npm run bench -- hot closing               only these
  npm run bench -- hot --pairs 9 --seconds 5 longer, for a quieter figure

  --pairs N       pairs of legs a figure, A and B in turn (5)
  --seconds S     measured in each leg, after half a second of warming up (3)
  --json FILE     writes the figures there too
  --profile DIR   leaves CPU profiles of the web processes there
  --help          this

Figures:
${FIGURES.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}
`

type Settings = {
  figures: Figure[]
  pairs: number
  seconds: number
  json?: string
  profile?: string
}

/** Throws one sentence where the command line makes no sense; null where only help is wanted. */
function readSettings(): Settings | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      json: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return null
  const unknown = positionals.find((name) => FIGURES.every((figure) => figure.name !== name))
  if (unknown !== undefined) {
    const names = FIGURES.map((figure) => figure.name).join(', ')
    throw new Error(`There is no figure "${unknown}": there are ${names}.`)
  }
  const pairs = numberOf('pairs', values.pairs, 1)
  const seconds = numberOf('seconds', values.seconds, 0.1)
  const isWanted = ({ name }: Figure) => positionals.length === 0 || positionals.includes(name)
  return { ...values, figures: FIGURES.filter(isWanted), pairs, seconds }
}

function numberOf(name: string, text: string, least: number): number {
  const number = Number(text)
  if (number >= least) return number
  throw new Error(`--${name} is "${text}": it must be a number of at least ${least}.`)
}

async function runAll({ figures, pairs, seconds, json, profile }: Settings) {
  const interrupt = new AbortController()
  const house = new BenchHouse({ say, signal: interrupt.signal, profileDir: profile ?? null })
  const bench = new Bench(house, { warmupMs: WARMUP_MS, measureMs: seconds * 1000 })
  const stop = () => {
    interrupt.abort()
    bench.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

  const results: FigureResult[] = []
  try {
    await bench.open()
    say(headOf())
    for (const figure of figures) {
      const result = await measure(bench, figure, pairs)
      results.push(result)
      say(reportOf(result))
    }
    await house.ace('auctions:verify')
    say('auctions:verify finds the books of all auctions in order.')
  } finally {
    bench.close()
    await house.close()
  }
  if (json) writeFileSync(json, jsonOf(results, { pairs, seconds }))
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

try {
  const settings = readSettings()
  if (settings) await runAll(settings)
  else say(HELP)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
