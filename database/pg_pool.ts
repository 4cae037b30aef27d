import pg from 'pg'

/**
 * Connections for what is too hot for an ORM, in pools of their own so that a hot auction never
 * starves the site. They read `timestamptz` as milliseconds since the epoch and `bigint` as a
 * number (every amount and counter is far below 2^53), and plan each named statement once.
 */
export type PgClient = pg.PoolClient
export type PgPool = pg.Pool

const INT8_OID = 20
const TIMESTAMPTZ_OID = 1184

export function createPgPool(options: {
  connectionString: string
  max: number
  application_name: string
}): PgPool {
  const pool = new pg.Pool({
    ...options,
    options: '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c lock_timeout=10000',
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 0,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  })
  // An idle connection that breaks is dropped by the pool; the next use reports what is wrong.
  pool.on('error', () => {})
  // One that breaks while it is lent tells those who wait for its answers; unheard, it would end
  // the process as well.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** A PostgreSQL array literal of values that need no quoting: numbers, uuids, times, booleans. */
export function arrayOf(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** A PostgreSQL array literal of texts, which may hold anything. */
export function textArrayOf(values: readonly (string | null)[]): string {
  const quoted = values.map((value) =>
    value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`
  )
  return `{${quoted.join(',')}}`
}

/** Milliseconds since the epoch as PostgreSQL reads it. */
export function timestampOf(ms: number): string {
  return new Date(ms).toISOString()
}

/** Nothing was sent: there was no connection. */
export class DatabaseUnavailableError extends Error {}

/** The connection was lost after COMMIT was sent: it may have happened. */
export class OutcomeUnknownError extends Error {}

/**
 * Whether the connection broke, rather than PostgreSQL refusing: classes 08 (connection) and 57P
 * (the server goes down), or no answer from a server at all.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof pg.DatabaseError) return /^(08|57P)/.test(error.code ?? '')
  const code = 'code' in error ? String(error.code) : ''
  return /^(ECONN|EPIPE|ETIMEDOUT)/.test(code) || error.message.startsWith('Connection terminated')
}

/** Lends a connection to `work`. Throws DatabaseUnavailableError where there is none. */
export async function withClient<Result>(
  pool: PgPool,
  work: (client: PgClient) => Promise<Result>
): Promise<Result> {
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailableError('No connection to the database', { cause: error })
  })
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/**
 * Runs `work` in a transaction; rolls back where it throws.
 * Throws OutcomeUnknownError where the connection broke at the commit, and
 * DatabaseUnavailableError where it broke before, so that nothing was done.
 */
export async function inTransaction<Result>(
  pool: PgPool,
  work: (client: PgClient) => Promise<Result>
): Promise<Result> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN')
    let result: Result
    try {
      result = await work(client)
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      if (!isConnectionLoss(error)) throw error
      throw new DatabaseUnavailableError('The connection was lost', { cause: error })
    }
    await client.query('COMMIT').catch((error: unknown) => {
      throw new OutcomeUnknownError('The connection was lost at the commit', { cause: error })
    })
    return result
  })
}

function parserOf(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8_OID) return Number
  if (oid === TIMESTAMPTZ_OID) return parseTimestamp
  return pg.types.getTypeParser(oid, format)
}

/** `2026-11-23 18:00:00.123+00` in milliseconds since the epoch. */
function parseTimestamp(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
}
