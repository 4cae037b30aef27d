import { writeFileSync } from 'node:fs'
import type { PluginFn } from '@japa/runner/types'

/**
 * What a run of tests came to. `skipped` includes tests that were left out since they need a tool
 * which is missing here; `ended` stays false when the process dies on the way.
 */
export interface TestCounts {
  passed: number
  failed: number
  skipped: number
  ended: boolean
}

/**
 * Japa plugin for `npm test`: keeps the counts in the file named by TEST_COUNTS_FILE, so that they
 * survive a crash. Tests with a tag of TEST_MISSING_TAGS (`@redis,@nginx`) are left out by the
 * command line, and counted as skipped here.
 */
export function testCounter(): PluginFn {
  return ({ emitter, runner }) => {
    const file = process.env.TEST_COUNTS_FILE
    if (!file) return

    const counts: TestCounts = { passed: 0, failed: 0, skipped: 0, ended: false }
    const save = () => writeFileSync(file, JSON.stringify(counts))

    emitter.on('test:end', ({ isSkipped, isTodo, hasError }) => {
      counts[isSkipped || isTodo ? 'skipped' : hasError ? 'failed' : 'passed'] += 1
      save()
    })
    // Their errors are those of their hooks; the errors of their tests are told above.
    emitter.on('group:end', ({ errors }) => {
      counts.failed += errors.length
    })
    emitter.on('suite:end', ({ errors }) => {
      counts.failed += errors.length
    })
    emitter.on('runner:end', () => {
      counts.skipped += countLeftOut(runner)
      counts.ended = true
      save()
    })
  }
}

function countLeftOut({ suites }: Parameters<PluginFn>[0]['runner']): number {
  const missing = (process.env.TEST_MISSING_TAGS ?? '').split(',')
  return suites
    .flatMap((suite) => suite.stack)
    .flatMap((entry) => ('tests' in entry ? entry.tests : [entry]))
    .filter((test) => test.options.tags.some((tag) => missing.includes(tag))).length
}
