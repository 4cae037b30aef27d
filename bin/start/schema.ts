import { existsSync, readdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import pg from 'pg'
import type { Settings } from './settings.ts'
import { runStep } from './step.ts'

export interface SchemaOptions {
  settings: Settings
  env: NodeJS.ProcessEnv
  signal: AbortSignal
  say(line: string): void
}

/** Brings the database to the schema of the build, and fills a new one with the demo house. */
export async function prepareDatabase({ settings, env, signal, say }: SchemaOptions) {
  const { root, dataDir, logsDir } = settings
  const run = (what: string, args: string[], log: string) =>
    runStep(what, ['build/ace.js', ...args], {
      cwd: root,
      env,
      signal,
      logFile: join(logsDir, log),
    })

  // A file, so that a first start which is cut short seeds at the next one.
  const unseeded = join(dataDir, 'demo.pending')
  const applied = await appliedMigrations(env.DATABASE_URL)
  if (!applied && settings.demo) await writeFile(unseeded, '')

  const migrations = migrationsOf(join(root, 'build'))
  if (migrations.some((name) => !applied?.has(name))) {
    say('Migrating the database ...')
    await run('The migration', ['migration:run', '--force'], 'migration.log')
  }
  if (existsSync(unseeded)) {
    say('Filling the demo house ...')
    await run('Filling the demo house', ['demo:seed'], 'demo_seed.log')
    await rm(unseeded)
  }
}

function migrationsOf(appRoot: string): string[] {
  const folder = 'database/migrations'
  return readdirSync(join(appRoot, folder))
    .filter((file) => file.endsWith('.js'))
    .map((file) => `${folder}/${parse(file).name}`)
}

/** The names of the migrations that ran; undefined in a database that has seen none. */
async function appliedMigrations(databaseUrl?: string): Promise<Set<string> | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ found: string | null }>(
      `SELECT to_regclass('adonis_schema') AS found`
    )
    if (!tables[0]?.found) return undefined
    const { rows } = await client.query<{ name: string }>('SELECT name FROM adonis_schema')
    return new Set(rows.map((row) => row.name))
  } finally {
    await client.end()
  }
}
