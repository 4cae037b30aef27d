import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ensureBuild } from '../bin/start/build.ts'
import { runStep } from '../bin/start/step.ts'
import { SupervisedProcess } from '../bin/start/supervised_process.ts'
import type { Cluster } from '../database/embedded/cluster.ts'
import { openCluster } from '../database/embedded/cluster.ts'
import { freePort } from '../database/embedded/postmaster.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_TIMEOUT_MS = 30_000
const STOP_MS = 10_000

export type HouseOptions = {
  say(line: string): void
  signal: AbortSignal
  /** Where the web processes leave their CPU profiles; null for none. */
  profileDir: string | null
}

/** A house of the benchmark's own, in a temporary folder of which nothing stays. */
export class BenchHouse {
  readonly #options: HouseOptions
  readonly #folder = mkdtempSync(join(tmpdir(), 'gavel-bench-'))
  readonly #processes: SupervisedProcess[] = []
  #cluster?: Cluster
  #db?: pg.Pool
  #env: NodeJS.ProcessEnv = {}

  constructor(options: HouseOptions) {
    this.#options = options
  }

  get db(): pg.Pool {
    if (!this.#db) throw new Error('The house of the benchmark is not open')
    return this.#db
  }

  get databaseUrl(): string {
    return this.#cluster?.url ?? ''
  }

  /** Builds what is measured; then database, schema and worker. */
  async open() {
    const { signal, say } = this.#options
    await ensureBuild({ root: ROOT, logFile: join(ROOT, 'tmp', 'build.log'), signal, say })
    this.#cluster = await this.#openCluster()
    this.#db = new pg.Pool({ connectionString: this.#cluster.url, max: 2 })
    // A connection that ends with the cluster is no news.
    this.#db.on('error', () => {})
    this.#env = {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      APP_KEY: randomBytes(32).toString('base64url'),
      DATABASE_URL: this.#cluster.url,
      DATA_DIR: this.#folder,
      HOST: '127.0.0.1',
    }
    await this.ace('migration:run', '--force')
    this.#start('worker', ['build/ace.js', 'worker'], this.#env)
  }

  /** Starts a web process and answers with its port once it takes requests. */
  async startWeb(name: string, limits: { bidsPerMinute: number }): Promise<number> {
    const port = (await freePort(0)) ?? 0
    const LIMIT_BIDS_PER_MINUTE = String(limits.bidsPerMinute)
    const { profileDir } = this.#options
    const flags = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : []
    const web = this.#start(name, [...flags, 'bench/server.ts'], {
      ...this.#env,
      PORT: String(port),
      LIMIT_BIDS_PER_MINUTE,
    })
    await this.#untilReady(web, port)
    return port
  }

  /** Runs an ace command to its end. Throws one sentence where it fails. */
  async ace(...args: string[]) {
    const { signal } = this.#options
    const logFile = join(this.#folder, 'ace.log')
    await runStep(args[0], ['build/ace.js', ...args], {
      ...{ cwd: ROOT, env: this.#env, signal, logFile },
    })
  }

  /** Ends and removes everything. */
  async close() {
    await Promise.all(this.#processes.map((process) => process.stop(STOP_MS)))
    await this.#db?.end().catch(() => {})
    await this.#cluster?.release()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** A cluster that notes when each transaction was committed. */
  async #openCluster(): Promise<Cluster> {
    const cluster = await openCluster({ dataDir: this.#folder })
    const client = new pg.Client({ connectionString: cluster.url })
    await client.connect()
    await client.query('ALTER SYSTEM SET track_commit_timestamp = on')
    await client.end()
    await cluster.release()
    return openCluster({ dataDir: this.#folder })
  }

  #start(name: string, args: string[], env: NodeJS.ProcessEnv): SupervisedProcess {
    const { signal, say } = this.#options
    const options = { name, args, cwd: ROOT, logsDir: join(this.#folder, 'logs'), signal, say }
    const started = new SupervisedProcess(options)
    this.#processes.push(started)
    started.start(env)
    return started
  }

  async #untilReady(web: SupervisedProcess, port: number) {
    const giveUpAt = performance.now() + READY_TIMEOUT_MS
    for (;;) {
      this.#options.signal.throwIfAborted()
      if (web.lastDeath) throw new Error(web.lastDeath)
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      if (performance.now() > giveUpAt) throw new Error('The web process does not get ready.')
      await sleep(50)
    }
  }
}
