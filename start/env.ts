import { Env } from '@adonisjs/core/env'

/** What the house reads from its environment. docs/operations.md explains each. */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum.optional(['development', 'production', 'test'] as const),
  PORT: Env.schema.number.optional(),
  HOST: Env.schema.string.optional({ format: 'host' }),
  APP_KEY: Env.schema.secret.optional(),
  APP_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.enum.optional([
    'fatal',
    'error',
    'warn',
    'info',
    'debug',
    'trace',
  ] as const),
  DATA_DIR: Env.schema.string.optional(),
  DATABASE_URL: Env.schema.string.optional(),
  REDIS_URL: Env.schema.string.optional(),
  LIMIT_REGISTER_PER_MINUTE: Env.schema.number.optional(),
  LIMIT_LOGIN_PER_MINUTE: Env.schema.number.optional(),
  LIMIT_BIDS_PER_MINUTE: Env.schema.number.optional(),
  OUTAGE_GAP_SECONDS: Env.schema.number.optional(),
  OUTAGE_PROTECTED_SECONDS: Env.schema.number.optional(),
  OUTAGE_GRACE_SECONDS: Env.schema.number.optional(),
  TRUST_PROXY: Env.schema.boolean.optional(),
})
