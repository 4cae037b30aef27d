import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { withFileLock } from './file_lock.ts'
import type { ClusterPaths } from './postmaster.ts'
import {
  SUPERUSER,
  clusterPaths,
  findPostmaster,
  initialise,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts'

/** A running cluster, in use by this process. */
export interface Cluster {
  /** Connection string of the database `gavel`, whose user may create others beside it. */
  url: string
  /** False when it ran already: for another process, or left over from one that was killed. */
  startedHere: boolean
  /** Settles when the connection to it ends: released, or because the server went away. */
  lost: Promise<void>
  /** Ends this use, and stops the cluster when nobody else uses it. */
  release(): Promise<void>
}

const DATABASE = 'gavel'
const TAKE_OVER_MS = 10_000

/** Every user of a cluster holds this advisory lock, shared, in the database `postgres`. */
const IN_USE_LOCK = 4_283_500_001

/** The server starts, recovers or shuts down: try again. */
const TRANSIENT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'])

/**
 * Opens the cluster in `dataDir`: takes over one that runs, else starts it, else makes it.
 * Any number of processes may open it, also at the same moment; the last to release it stops it.
 *
 * Throws one sentence when there is no PostgreSQL for this platform, when its files are damaged,
 * or when what runs does not know the password of these files.
 */
export async function openCluster({ dataDir }: { dataDir: string }): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true })
  const paths = clusterPaths(realpathSync(dataDir))
  await mkdir(paths.root, { recursive: true, mode: 0o700 })
  const lockFile = join(paths.root, 'lock')

  return withFileLock(lockFile, async () => {
    const running = await connectToRunning(paths)
    const session = running ?? (await startAndConnect(paths))
    try {
      await session.query('SELECT pg_advisory_lock_shared($1)', [IN_USE_LOCK])
      await ensureDatabase(session)
    } catch (error) {
      await release(paths, session)
      throw error
    }

    const lost = new Promise<void>((resolve) => session.once('end', () => resolve()))
    return {
      url: `postgres://${SUPERUSER}:${session.password}@127.0.0.1:${session.port}/${DATABASE}`,
      startedHere: !running,
      lost,
      release: () => withFileLock(lockFile, () => release(paths, session)),
    }
  })
}

async function startAndConnect(paths: ClusterPaths): Promise<pg.Client> {
  if (!existsSync(paths.data)) {
    await writeFile(paths.password, randomBytes(24).toString('hex'), { mode: 0o600 })
    await initialise(paths)
  }
  readPassword(paths)
  const { port } = await startPostmaster(paths)
  return connect(paths, port)
}

/** A connection to the server that runs on these files; undefined when none does. */
async function connectToRunning(paths: ClusterPaths): Promise<pg.Client | undefined> {
  const giveUpAt = performance.now() + TAKE_OVER_MS
  for (;;) {
    const running = findPostmaster(paths)
    if (!running) return undefined
    try {
      if (running.ready) return await connect(paths, running.port)
    } catch (error) {
      if (!isTransient(error)) throw error
    }
    if (performance.now() > giveUpAt) {
      throw new Error(
        `PostgreSQL (process ${running.pid}) runs on ${paths.data} but never answers.`
      )
    }
    await sleep(50)
  }
}

async function connect(paths: ClusterPaths, port: number): Promise<pg.Client> {
  if (!existsSync(paths.password))
    throw new Error(`The password file ${paths.password} is missing.`)
  const password = readFileSync(paths.password, 'utf8')
  const address = { host: '127.0.0.1', port, user: SUPERUSER, password }
  const client = new pg.Client({ ...address, database: 'postgres', application_name: 'gavel' })
  // A connection that breaks is told by its end; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()

  const { rows } = await client.query<{ path: string }>(
    `SELECT current_setting('data_directory') AS path`
  )
  if (rows[0]?.path === paths.data) return client
  await client.end()
  throw new Error(`On port ${port} another PostgreSQL answers than that of ${paths.data}.`)
}

function readPassword({ password }: ClusterPaths): string {
  if (!existsSync(password)) throw new Error(`The password file ${password} is missing.`)
  return readFileSync(password, 'utf8')
}

function isTransient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TRANSIENT.has(String(error.code))
}

async function ensureDatabase(session: pg.Client) {
  const found = await session.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
  if (found.rowCount === 0) await session.query(`CREATE DATABASE ${DATABASE}`)
}

async function release(paths: ClusterPaths, session: pg.Client) {
  // The server lets go of a closed connection's locks a little later: give ours back first.
  await session.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE_LOCK]).catch(() => {})
  await session.end().catch(() => {})

  const last = await connectToRunning(paths)
  if (!last) return
  const { rows } = await last.query<{ alone: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS alone',
    [IN_USE_LOCK]
  )
  const running = findPostmaster(paths)
  await last.end()
  if (rows[0]?.alone && running) await stopPostmaster(paths, running)
}
