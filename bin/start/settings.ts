import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'

/** What the launcher reads from its environment; docs/operations.md explains each. */
export interface Settings {
  /** The checkout, absolute. */
  root: string
  dataDir: string
  logsDir: string
  host: string
  port: number
  /** Where a browser on this machine finds the house, without a slash at its end. */
  siteUrl: string
  /** The same with the address that the web process listens on. */
  probeUrl: string
  /** Undefined when the house runs a PostgreSQL of its own in `dataDir`. */
  databaseUrl: string | undefined
  /** Whether an empty house is filled with demo users, whose passwords are printed, and lots. */
  demo: boolean
}

const LOOPBACK = /^(localhost|127\..*|::1)$/
const EVERY_ADDRESS = /^(0\.0\.0\.0|::)$/

/** Reads the environment, and `.env` for what that does not say. Throws one sentence when unusable. */
export function readSettings(root: string): Settings {
  try {
    process.loadEnvFile(join(root, '.env'))
  } catch {
    // There is none: the defaults do.
  }

  const { HOST, PORT, DATA_DIR, DATABASE_URL, DEMO } = process.env
  const host = HOST || '127.0.0.1'
  const port = Number(PORT || 3333)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is "${PORT}": it must be a number from 1 to 65535.`)
  }

  const dataDir = resolve(root, DATA_DIR || 'data')
  const isEverywhere = EVERY_ADDRESS.test(host)
  const name = LOOPBACK.test(host) || isEverywhere ? 'localhost' : host
  const address = isEverywhere ? (host === '::' ? '::1' : '127.0.0.1') : host
  return {
    root,
    dataDir,
    logsDir: join(dataDir, 'logs'),
    host,
    port,
    siteUrl: urlOf(name, port),
    probeUrl: urlOf(address, port),
    databaseUrl: DATABASE_URL || undefined,
    // Known passwords are for this machine only, unless asked for.
    demo: DEMO ? DEMO !== 'false' : LOOPBACK.test(host),
  }
}

function urlOf(host: string, port: number): string {
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}

/** The environment of everything that the launcher starts. */
export function childEnvironment(settings: Settings, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    HOST: settings.host,
    PORT: String(settings.port),
    APP_URL: process.env.APP_URL || settings.siteUrl,
    APP_KEY: process.env.APP_KEY || readAppKey(settings.dataDir),
    DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
  }
}

/** The key that signs sessions and links, made once: a new one would sign everybody out. */
function readAppKey(dataDir: string): string {
  const file = join(dataDir, 'app_key')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
