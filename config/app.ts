import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Secret } from '@adonisjs/core/helpers'
import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

/** Where the house keeps its state: database cluster, uploads, key, logs. */
export const dataDir = resolve(env.get('DATA_DIR') ?? 'data')

/** Whether the house runs a PostgreSQL of its own in DATA_DIR. */
export const embeddedDatabase = env.get('DATABASE_URL') === undefined

/**
 * The key that signs and encrypts. `npm start` makes one in DATA_DIR; commands that run
 * before it did sign nothing.
 */
function readAppKey(): Secret<string> {
  const given = env.get('APP_KEY')
  if (given) return given
  const file = join(dataDir, 'app_key')
  if (existsSync(file)) return new Secret(readFileSync(file, 'utf8').trim())
  return new Secret('no key: start the house with npm start, or set APP_KEY')
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
