import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { banner } from './banner.ts'
import { ensureBuild } from './build.ts'
import { HouseDatabase } from './house_database.ts'
import { prepareDatabase } from './schema.ts'
import type { Settings } from './settings.ts'
import { childEnvironment } from './settings.ts'
import { SupervisedProcess } from './supervised_process.ts'

const DRAIN_MS = 10_000

/** What does not take requests yet has nothing to finish. */
const UNREADY_MS = 1000
const READY_TIMEOUT_MS = 60_000
const ANSWER_TIMEOUT_MS = 5000

/** After a launcher was killed, its web process frees the port as soon as it notices. */
const ORPHAN_PATIENCE_MS = 5000

/** Everything that `npm start` runs: database, web and worker, opened and closed in their order. */
export class House {
  readonly #settings: Settings
  readonly #say: (line: string) => void
  readonly #interrupt = new AbortController()
  readonly #database: HouseDatabase
  readonly #web: SupervisedProcess
  readonly #worker: SupervisedProcess
  #graceMs = UNREADY_MS

  constructor(settings: Settings, say: (line: string) => void) {
    const { root: cwd, logsDir } = settings
    const common = { cwd, logsDir, say, signal: this.interrupted }
    const worker = ['build/ace.js', 'worker']
    this.#settings = settings
    this.#say = say
    this.#database = new HouseDatabase(settings, say)
    this.#web = new SupervisedProcess({ ...common, name: 'web', args: ['build/bin/server.js'] })
    this.#worker = new SupervisedProcess({ ...common, name: 'worker', args: worker })
  }

  /** Aborts when the house is asked to close. */
  get interrupted(): AbortSignal {
    return this.#interrupt.signal
  }

  /** Makes `open` end where it is. */
  interrupt() {
    this.#interrupt.abort()
  }

  /** Opens the house and answers when it takes requests. Throws one sentence when it cannot. */
  async open() {
    const startedAt = performance.now()
    const databaseUrl = await this.#database.open()
    await this.#assertPortIsFree()

    const { root, logsDir } = this.#settings
    const common = { signal: this.interrupted, say: this.#say }
    await ensureBuild({ ...common, root, logFile: join(logsDir, 'build.log') })
    const env = childEnvironment(this.#settings, databaseUrl)
    await prepareDatabase({ ...common, settings: this.#settings, env })

    this.interrupted.throwIfAborted()
    this.#web.start(env)
    this.#worker.start(env)
    await this.#untilReady()
    this.#graceMs = DRAIN_MS
    this.#say(banner(this.#settings, (performance.now() - startedAt) / 1000))
    void this.#database.keepOpen(databaseUrl, (url) => this.#moveTo(url))
  }

  /** Closes what is open: web answers its last requests first, the database goes last. */
  async close() {
    this.interrupt()
    await this.#web.stop(this.#graceMs)
    await this.#worker.stop(this.#graceMs)
    await this.#database.close()
  }

  async #moveTo(databaseUrl: string) {
    const env = childEnvironment(this.#settings, databaseUrl)
    await Promise.all([this.#web.stop(DRAIN_MS), this.#worker.stop(DRAIN_MS)])
    if (this.interrupted.aborted) return
    this.#web.start(env)
    this.#worker.start(env)
  }

  async #assertPortIsFree() {
    const { host, port } = this.#settings
    const patienceMs = this.#database.isTakenOver ? ORPHAN_PATIENCE_MS : 0
    const giveUpAt = performance.now() + patienceMs
    for (;;) {
      const problem = await problemOfListening(host, port)
      if (!problem) return
      if (problem !== 'EADDRINUSE') throw new Error(`Cannot listen on ${host}:${port}: ${problem}.`)
      if (performance.now() >= giveUpAt) {
        throw new Error(`Port ${port} on ${host} is taken: set PORT to another one.`)
      }
      await sleep(100)
    }
  }

  async #untilReady() {
    const url = `${this.#settings.probeUrl}/health/ready`
    const giveUpAt = performance.now() + READY_TIMEOUT_MS
    for (;;) {
      this.interrupted.throwIfAborted()
      const death = this.#web.lastDeath ?? this.#worker.lastDeath
      if (death) throw new Error(death)

      const signal = AbortSignal.any([this.interrupted, AbortSignal.timeout(ANSWER_TIMEOUT_MS)])
      const answer = await fetch(url, { signal }).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      if (performance.now() > giveUpAt) {
        throw new Error(`The house was not ready after ${READY_TIMEOUT_MS / 1000} s (${url}).`)
      }
      await sleep(50)
    }
  }
}

/** The error code of listening there, or undefined when that works. */
async function problemOfListening(host: string, port: number): Promise<string | undefined> {
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
