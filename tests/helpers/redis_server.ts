import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from '#database/embedded/postmaster'
import { until } from '#tests/helpers/until'

/** A Redis of a test's own, that keeps nothing. */
export class RedisServer {
  #child: ChildProcess | undefined

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const redis = await RedisServer.planned()
    await redis.start()
    return redis
  }

  /** One that has its address and does not run yet. */
  static async planned(): Promise<RedisServer> {
    return new RedisServer((await freePort(0)) ?? 0)
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start() {
    const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const args = ['--port', String(this.port), ...settings]
    this.#child = spawn('redis-server', args, { stdio: 'ignore' })
    await until(() => this.#answers(), 'Redis')
  }

  async kill() {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
  }
}
