import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#database/embedded/postmaster'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Ends the process should the tests be killed before they could end it. */
const LEASH = fileURLToPath(new URL('../../bin/start/leash.ts', import.meta.url))

const READY_MS = 30_000
const STOP_MS = 20_000

const NO_LIMITS = {
  LIMIT_REGISTER_PER_MINUTE: '0',
  LIMIT_LOGIN_PER_MINUTE: '0',
  LIMIT_BIDS_PER_MINUTE: '0',
}

export type ProcessOptions = {
  databaseUrl: string
  env?: NodeJS.ProcessEnv
  /** Modules that are loaded before all others. */
  preload?: string[]
}

/** A real process of the house, from the sources. */
class HouseProcess {
  output = ''
  readonly ended: Promise<number | string>
  protected readonly child: ChildProcess

  protected constructor(args: string[], options: ProcessOptions) {
    const imports = [LEASH, ...(options.preload ?? [])].flatMap((file) => ['--import', file])
    const child = spawn(process.execPath, [...imports, ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'info',
        ...NO_LIMITS,
        DATABASE_URL: options.databaseUrl,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    }
    this.child = child
    this.ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Kills it without a chance to finish anything. */
  async kill() {
    if (this.isRunning) process.kill(this.child.pid!, 'SIGKILL')
    await this.ended
  }

  /** Asks it to end, and answers how it did; it is killed where it does not. */
  async stop(): Promise<number | string> {
    if (this.isRunning) process.kill(this.child.pid!, 'SIGTERM')
    const timer = setTimeout(() => void this.kill(), STOP_MS)
    const ending = await this.ended
    clearTimeout(timer)
    return ending
  }

  protected async until(isReady: () => boolean | Promise<boolean>) {
    const deadline = performance.now() + READY_MS
    while (!(await isReady())) {
      if (!this.isRunning || performance.now() > deadline) {
        await this.kill()
        throw new Error(`A process of the house did not start:\n${this.output}`)
      }
      await sleep(20)
    }
  }
}

/** A web process on a port of its own. */
export class WebProcess extends HouseProcess {
  private constructor(
    readonly port: number,
    options: ProcessOptions
  ) {
    const env = { ...options.env, HOST: '127.0.0.1', PORT: String(port) }
    super(['--import=@poppinss/ts-exec', 'bin/server.ts'], { ...options, env })
  }

  /** Answers when it takes requests. */
  static async start(options: ProcessOptions, port?: number): Promise<WebProcess> {
    const web = new WebProcess(port ?? (await freePort(0)) ?? 0, options)
    await web.until(async () => {
      const answer = await fetch(`${web.url}/health/ready`).catch(() => null)
      await answer?.body?.cancel()
      return answer?.ok ?? false
    })
    return web
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }
}

/** A worker. */
export class WorkerProcess extends HouseProcess {
  /** Answers when it works. */
  static async start(options: ProcessOptions): Promise<WorkerProcess> {
    const worker = new WorkerProcess(['ace.js', 'worker'], options)
    await worker.until(() => worker.output.includes('the worker runs'))
    return worker
  }
}
