import { defineConfig } from '@adonisjs/redis'
import type { InferConnections } from '@adonisjs/redis/types'
import env from '#start/env'

const redisUrl = env.get('REDIS_URL')

/** Without Redis the house is one web process with limits in its memory. */
export const hasRedis = redisUrl !== undefined

const target = new URL(redisUrl ?? 'redis://127.0.0.1:6379')

const address = {
  host: target.hostname,
  port: Number(target.port || 6379),
  username: target.username || undefined,
  password: decodeURIComponent(target.password) || undefined,
  db: Number(target.pathname.slice(1) || 0),
  keyPrefix: 'gavel:',
  lazyConnect: true,
  retryStrategy: (times: number) => Math.min(times * 100, 2_000),
}

const redisConfig = defineConfig({
  connection: 'main',
  connections: {
    /** Nobody waits for a Redis that is away. */
    main: { ...address, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
    /** Who listens waits for it to come back, however long that takes. */
    listening: { ...address, maxRetriesPerRequest: null },
  },
})

export default redisConfig

declare module '@adonisjs/redis/types' {
  export interface RedisConnections extends InferConnections<typeof redisConfig> {}
}
