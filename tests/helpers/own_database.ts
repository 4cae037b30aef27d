import { randomBytes } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import pg from 'pg'
import { createPgPool, type PgPool } from '#database/pg_pool'

/** A database with the house's schema, and a pool to look into it. */
export type OwnDatabase = { url: string; pool: PgPool; drop: () => Promise<void> }

/** Makes a database beside the one of DATABASE_URL, for real processes to work on. */
export async function makeDatabase(): Promise<OwnDatabase> {
  const name = `gavel_${randomBytes(6).toString('hex')}`
  const server = process.env.DATABASE_URL ?? ''
  const url = server.replace(/\w+$/, name)
  await execute(server, `CREATE DATABASE ${name}`)
  await migrate(url)
  const pool = openPool(url)
  const drop = async () => {
    await pool.end()
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
  return { url, pool, drop }
}

export function openPool(url: string, max = 8): PgPool {
  return createPgPool({ connectionString: url, max, application_name: 'gavel-test' })
}

/** Brings the schema of an empty database up to date. */
export async function migrate(url: string) {
  const connectionName = `migrate ${url}`
  const config = db.manager.get('pg')!.config
  const connection = { connectionString: url }
  db.manager.add(connectionName, { ...config, connection } as typeof config)
  try {
    const runner = new MigrationRunner(db, app, { direction: 'up', connectionName })
    await runner.run()
    if (runner.error) throw runner.error
  } finally {
    await db.manager.close(connectionName, true)
  }
}

async function execute(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
