/**
 * Runs the tests: `npm test`, or `npm test -- unit --files increments` for some of them.
 *
 * Every suite runs in a process of its own, on a PostgreSQL that is made for this run and removed
 * after it. The last line is `N passed, N failed`, with `, N skipped` where there are any; with
 * CI=true what was skipped counts as failed.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Cluster } from '../database/embedded/cluster.ts'
import { openCluster } from '../database/embedded/cluster.ts'
import { freePort } from '../database/embedded/postmaster.ts'
import type { TestCounts } from '../tests/helpers/test_counter.ts'
import { ensureBuild } from './start/build.ts'
import { runStep } from './start/step.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SUITES = ['unit', 'functional', 'concurrency', 'faults', 'browser']
const DATABASE = 'gavel_test'

/** What the build and the migration said; it outlives the run, for whoever has to mend them. */
const LOGS = join(ROOT, 'tmp')

/** Programs that the tests with a tag need; each is in the Debian package of the same name. */
const TOOLS = [
  { tag: '@redis', program: 'redis-server' },
  { tag: '@nginx', program: 'nginx' },
  { tag: '@chromium', program: 'chromium' },
]

/** Debian keeps its servers where only root's PATH leads. */
const PATH = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter)

const interrupt = new AbortController()

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

/** Makes the build and the database that the suites use, and answers with their environment. */
async function prepare(folder: string, cluster: Cluster): Promise<NodeJS.ProcessEnv> {
  const { signal } = interrupt
  await ensureBuild({ root: ROOT, logFile: join(LOGS, 'build.log'), signal, say })

  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  await client.query(`CREATE DATABASE ${DATABASE}`)
  await client.end()

  const missing = TOOLS.filter(({ program }) => !isOnPath(program)).map(({ tag }) => tag)
  const env = {
    ...process.env,
    PATH,
    APP_KEY: randomBytes(32).toString('base64url'),
    DATABASE_URL: cluster.url.replace(/\w+$/, DATABASE),
    DATA_DIR: join(folder, 'data'),
    // What a test that is cut short leaves behind goes away with the folder.
    TMPDIR: join(folder, 'tmp'),
    HOST: '127.0.0.1',
    PORT: String(await freePort(0)),
    TEST_MISSING_TAGS: missing.join(','),
  }
  const migrate = ['build/ace.js', 'migration:run', '--force']
  const logFile = join(LOGS, 'migration.log')
  await runStep('The migration', migrate, {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'production' },
    signal,
    logFile,
  })
  return { ...env, NODE_ENV: 'test' }
}

function isOnPath(program: string): boolean {
  return PATH.split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** Runs one suite to its end, whatever that is. A crash counts as one failed test. */
async function runSuite(suite: string, flags: string[], env: NodeJS.ProcessEnv, folder: string) {
  const file = join(folder, `${suite}.json`)
  const leaveOut = (env.TEST_MISSING_TAGS ?? '').split(',').filter(Boolean)
  const args = ['--import=@poppinss/ts-exec', 'bin/test.ts', suite]
  args.push(...leaveOut.map((tag) => `--tags=~${tag}`), ...flags)

  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, TEST_COUNTS_FILE: file },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  interrupt.signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true })
  const ending = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })

  const counts = readCounts(file)
  const crashed = !counts.ended || (ending !== 0 && counts.failed === 0)
  if (!crashed) return counts
  say(`The suite "${suite}" did not end well (${ending}): that counts as a failed test.`)
  return { ...counts, failed: counts.failed + 1 }
}

function readCounts(file: string): TestCounts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestCounts
  } catch {
    return { passed: 0, failed: 0, skipped: 0, ended: false }
  }
}

function sum(all: TestCounts[]): TestCounts {
  const total = (key: 'passed' | 'failed' | 'skipped') =>
    all.reduce((count, counts) => count + counts[key], 0)
  const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')]
  return { passed, failed, skipped, ended: true }
}

/** Says what was skipped and how to get it, then the closing line; answers with the exit code. */
function conclude(total: TestCounts): number {
  let { failed, skipped } = total
  if (skipped > 0) {
    const missing = TOOLS.filter(({ program }) => !isOnPath(program)).map((tool) => tool.program)
    const hint = missing.length > 0 ? `, for want of: apt-get install ${missing.join(' ')}` : ''
    say(`\n${skipped} skipped${hint}`)
  }
  if (skipped > 0 && process.env.CI === 'true') {
    say('With CI=true what is skipped has failed.')
    failed += skipped
    skipped = 0
  }
  if (total.passed + failed + skipped === 0) {
    say('No test ran: that counts as a failed one.')
    failed = 1
  }
  const counts = [`${total.passed} passed`, `${failed} failed`]
  if (skipped > 0) counts.push(`${skipped} skipped`)
  say(`\n${counts.join(', ')}`)
  return failed > 0 ? 1 : 0
}

async function main(args: string[]): Promise<number> {
  const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
  const named = firstFlag < 0 ? args : args.slice(0, firstFlag)
  const flags = args.slice(named.length)
  const unknown = named.find((name) => !SUITES.includes(name))
  if (unknown) throw new Error(`There is no suite "${unknown}", only ${SUITES.join(', ')}.`)

  const folder = mkdtempSync(join(tmpdir(), 'gavel-test-'))
  const results: TestCounts[] = []
  let cluster: Cluster | undefined
  try {
    mkdirSync(join(folder, 'tmp'))
    cluster = await openCluster({ dataDir: folder })
    const env = await prepare(folder, cluster)
    for (const suite of named.length > 0 ? named : SUITES) {
      if (!interrupt.signal.aborted) results.push(await runSuite(suite, flags, env, folder))
    }
  } finally {
    await cluster?.release()
    await rm(folder, { recursive: true, force: true })
  }
  if (interrupt.signal.aborted) throw new Error('Interrupted.')
  return conclude(sum(results))
}

// Whatever ends the run, its database is stopped and removed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => interrupt.abort())
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  say('\n0 passed, 1 failed')
  process.exitCode = 1
}
