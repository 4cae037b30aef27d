import { hostname } from 'node:os'
import pg from 'pg'

/** One launcher at a time runs on a database: it holds this advisory lock. */
const HOUSE_LOCK = 4_283_500_002

/** The right to be the one house on a database, for as long as the connection lives. */
export interface HouseLock {
  /** Settles when the connection ends: given up, or broken. */
  lost: Promise<void>
  release(): Promise<void>
}

/**
 * Takes the lock. Throws one sentence when another house holds it (its message says which
 * process), or when the database cannot be reached.
 */
export async function acquireHouseLock(databaseUrl: string): Promise<HouseLock> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: `gavel house, process ${process.pid} on ${hostname()}`.slice(0, 63),
    // The lock of a machine that lost its power is free again within a minute.
    options: '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
  })
  // A connection that breaks is told by its end; without a listener it would end the process.
  client.on('error', () => {})
  const lost = new Promise<void>((resolve) => client.once('end', () => resolve()))

  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error.cause ?? '') : error
    throw new Error(`The database cannot be reached: ${reason || 'no answer'}.`)
  }
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS taken',
    [HOUSE_LOCK]
  )
  if (rows[0]?.taken) return { lost, release: () => client.end() }

  const holder = await findHolder(client)
  await client.end()
  throw new Error(`This house is already open (${holder}): only one can run on the same data.`)
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.database = a.datid
       AND a.datname = current_database() AND (l.classid::bigint << 32) + l.objid::bigint = $1`,
    [HOUSE_LOCK]
  )
  return rows[0]?.name ?? 'by another process'
}
