import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster, type Cluster } from '#database/embedded/cluster'
import { clusterPaths, findPostmaster, freePort } from '#database/embedded/postmaster'
import type { PgPool } from '#database/pg_pool'
import { migrate, openPool } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

/** A PostgreSQL of a test's own, with the house's schema, to be killed. Only where there is a /proc. */
export class OwnCluster {
  private constructor(
    private readonly dataDir: string,
    private cluster: Cluster,
    readonly pool: PgPool
  ) {}

  static async start(): Promise<OwnCluster> {
    const dataDir = await mkdtemp(join(tmpdir(), 'gavel-cluster-'))
    const cluster = await openCluster({ dataDir })
    await migrate(cluster.url)
    return new OwnCluster(dataDir, cluster, openPool(cluster.url))
  }

  get url(): string {
    return this.cluster.url
  }

  /** Kills every process of the server at once: nothing is flushed, nobody is told. */
  async kill() {
    const postmaster = findPostmaster(clusterPaths(this.dataDir))
    if (!postmaster) throw new Error('It does not run')
    for (const pid of [postmaster.pid, ...childrenOf(postmaster.pid)]) process.kill(pid, 'SIGKILL')
    await this.cluster.lost
    await this.cluster.release()
  }

  /** Starts it again, at the same address. */
  async restart() {
    const { url } = this
    const port = Number(new URL(url).port)
    await until(async () => (await freePort(port)) === port, 'its port')
    this.cluster = await openCluster({ dataDir: this.dataDir })
    if (this.url !== url) throw new Error('It came back at another address')
  }

  async remove() {
    await this.pool.end()
    await this.cluster.release()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^PPid:\t(\d+)$/m.exec(status)?.[1])
  } catch {
    // It has ended in the meantime.
    return undefined
  }
}
