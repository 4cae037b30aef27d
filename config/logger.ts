import { defineConfig, targets } from '@adonisjs/core/logger'
import app from '@adonisjs/core/services/app'
import env from '#start/env'

/** Where PostgreSQL refuses a row, the `detail` of its error holds the row: maxima, addresses. */
const SECRETS = [
  ...['password', '*.password', 'token', '*.token', 'maximum', '*.maximum'],
  ...['err.detail', 'err.where'],
]

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'gavel',
      level: env.get('LOG_LEVEL') ?? (app.inTest ? 'fatal' : 'info'),
      redact: { paths: SECRETS },
      transport: app.inDev ? { targets: targets().push(targets.pretty()).toArray() } : undefined,
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
