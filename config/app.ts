import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Secret } from '@adonisjs/core/helpers'
import { defineConfig } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import env from '#start/env'

/** Where the house keeps its state: database cluster, uploads, key, logs. */
export const dataDir = resolve(env.get('DATA_DIR') ?? 'data')

/** Whether the house runs a PostgreSQL of its own in DATA_DIR. */
export const embeddedDatabase = env.get('DATABASE_URL') === undefined

/** The key that signs and encrypts. `npm start` makes one in DATA_DIR. */
function readAppKey(): Secret<string> {
  const given = env.get('APP_KEY')
  if (given) return given
  const file = join(dataDir, 'app_key')
  if (existsSync(file)) return new Secret(readFileSync(file, 'utf8').trim())
  if (app.inProduction && app.getEnvironment() === 'web') {
    throw new Error('Set APP_KEY, or start the house with npm start, which makes one')
  }
  // Commands and tests sign nothing that has to last.
  return new Secret(randomBytes(32).toString('hex'))
}

export const appKey = readAppKey()
export const appUrl =
  env.get('APP_URL') ?? `http://${env.get('HOST') ?? 'localhost'}:${env.get('PORT') ?? 3333}`

export const http = defineConfig({
  generateRequestId: false,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: () => env.get('TRUST_PROXY') ?? false,
  cookie: {
    path: '/',
    maxAge: '8h',
    httpOnly: true,
    secure: appUrl.startsWith('https://'),
    sameSite: 'lax',
  },
})
