import { defineConfig, stores } from '@adonisjs/session'
import { appUrl } from '#config/app'

const sessionConfig = defineConfig({
  enabled: true,
  cookieName: 'gavel-session',
  clearWithBrowser: false,
  age: '8h',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: appUrl.startsWith('https://'),
    sameSite: 'lax',
  },
  store: 'cookie',
  stores: { cookie: stores.cookie() },
})

export default sessionConfig
