import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#database/embedded/postmaster'
import { until } from '#tests/helpers/until'

const CONFIGURATION = new URL('../../deploy/nginx/gavel.conf', import.meta.url)

/** The real nginx with the configuration that operators get, on a port of its own. */
export class NginxServer {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly child: ChildProcess
  ) {}

  /** Stands before the house at `upstream`, a host and port. */
  static async start(upstream: string): Promise<NginxServer> {
    const folder = await mkdtemp(join(tmpdir(), 'gavel-nginx-'))
    const port = (await freePort(0)) ?? 0
    const given = await readFile(CONFIGURATION, 'utf8')
    const site = given
      .replace('server 127.0.0.1:3333;', `server ${upstream};`)
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
    if (!site.includes(upstream) || !site.includes(String(port))) {
      throw new Error('The configuration has other addresses than expected')
    }
    await writeFile(join(folder, 'nginx.conf'), around(site, folder))
    const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;']
    const child = spawn('nginx', args, { stdio: 'ignore' })
    const nginx = new NginxServer(port, folder, child)
    await until(() => nginx.#answers(), 'nginx')
    return nginx
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async stop() {
    if (this.child.exitCode === null) {
      this.child.kill('SIGTERM')
      await once(this.child, 'exit')
    }
    await rm(this.folder, { recursive: true, force: true })
  }

  async #answers(): Promise<boolean> {
    const answer = await fetch(`${this.url}/health/live`).catch(() => null)
    await answer?.body?.cancel()
    return answer !== null
  }
}

/** What a distribution's nginx.conf has around a site, within one folder. */
function around(site: string, folder: string): string {
  const bodies = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const temporary = bodies.map((name) => `${name}_temp_path ${join(folder, name)};`)
  // Started by root it would give its work to a user who may not enter the folder.
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `${user} worker_processes 1; pid ${join(folder, 'pid')};
    events { worker_connections 1024; }
    http { access_log off; ${temporary.join(' ')} ${site} }`
}
