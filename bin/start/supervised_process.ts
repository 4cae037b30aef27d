import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLine } from './step.ts'

const LEASH = fileURLToPath(new URL('leash.ts', import.meta.url))
const LOG_LIMIT_BYTES = 10_000_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000

/** Having run for so long, a process that dies starts again as if for the first time. */
const SETTLED_MS = 60_000

export interface ProcessOptions {
  name: string
  /** What follows `node`. */
  args: string[]
  cwd: string
  logsDir: string
  /** Once it aborts, what dies stays dead. */
  signal: AbortSignal
  say(line: string): void
}

/** A process that is started again, ever more slowly, when it dies although nobody stopped it. */
export class SupervisedProcess {
  readonly #options: ProcessOptions
  readonly #logFile: string
  #child?: ChildProcess
  #environment: NodeJS.ProcessEnv = {}
  #delayMs = FIRST_DELAY_MS
  #restart?: NodeJS.Timeout
  #stopping = false

  /** Why it died last, in one sentence; undefined when it never did. */
  lastDeath?: string

  constructor(options: ProcessOptions) {
    this.#options = options
    mkdirSync(options.logsDir, { recursive: true })
    this.#logFile = join(options.logsDir, `${options.name}.log`)
    const size = statSync(this.#logFile, { throwIfNoEntry: false })?.size ?? 0
    if (size > LOG_LIMIT_BYTES) renameSync(this.#logFile, `${this.#logFile}.1`)
  }

  start(environment: NodeJS.ProcessEnv) {
    this.#environment = environment
    this.#stopping = false
    this.#spawn()
  }

  /** Asks it to end, and kills it after `graceMs`. */
  async stop(graceMs: number) {
    this.#stopping = true
    clearTimeout(this.#restart)
    const child = this.#child
    if (!child?.pid || !isRunning(child)) return

    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
    await gone
    clearTimeout(timer)
  }

  #spawn() {
    const { args, cwd } = this.#options
    const log = openSync(this.#logFile, 'a')
    // A group of its own: on Ctrl-C the launcher decides who stops first.
    const child = spawn(process.execPath, ['--import', LEASH, ...args], {
      cwd,
      env: this.#environment,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    })
    closeSync(log)

    const startedAt = performance.now()
    child.once('error', (error) => this.#died(error.message))
    child.once('exit', (code, signal) => {
      if (this.#stopping || this.#options.signal.aborted) return
      if (performance.now() - startedAt > SETTLED_MS) this.#delayMs = FIRST_DELAY_MS
      this.#died(signal ?? `exit code ${code}`)
    })
    this.#child = child
  }

  #died(how: string) {
    const { name, say } = this.#options
    this.lastDeath = `${name} ended (${how}), its last words: ${lastLine(this.#logFile)}`
    say(`${this.lastDeath} (${this.#logFile}). Starting it again.`)
    this.#restart = setTimeout(() => this.#spawn(), this.#delayMs)
    this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_DELAY_MS)
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
