import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'
import { errors } from '@adonisjs/limiter'
import logger from '@adonisjs/core/services/logger'
import app from '@adonisjs/core/services/app'
import { sendProblem } from '#exceptions/handler'
import { problemOf } from '#exceptions/problems'
import { CurrentSettings } from '#queries/current_settings'

export type LimitName = 'register' | 'login' | 'bids'

let settings: CurrentSettings | undefined

/**
 * Counts a request against a limit. Answers false, with the refusal already sent, where the limit
 * is used up.
 */
export async function isWithinLimit(
  ctx: HttpContext,
  name: LimitName,
  key: string
): Promise<boolean> {
  const isWithin = await countRequest(ctx, name, key)
  if (!isWithin) sendProblem(ctx, problemOf('too_many_requests'))
  return isWithin
}

/**
 * Counts a request against a limit and sets the `RateLimit-*` headers. Answers false where the
 * limit is used up. While Redis is away nothing is limited: the house rather takes bids.
 */
export async function countRequest(
  ctx: HttpContext,
  name: LimitName,
  key: string
): Promise<boolean> {
  settings ??= await app.container.make(CurrentSettings)
  const { limits } = await settings.get()
  const perMinute = limits[`${name}PerMinute`]
  if (perMinute === 0) return true
  try {
    const counter = limiter.use({ requests: perMinute, duration: '1 min' })
    const state = await counter.consume(`${name}_${key}`)
    setHeaders(ctx, state.limit, state.remaining, state.availableIn)
    return true
  } catch (error) {
    if (error instanceof errors.E_TOO_MANY_REQUESTS) {
      const { limit, availableIn } = error.response
      setHeaders(ctx, limit, 0, availableIn)
      ctx.response.header('retry-after', String(availableIn))
      return false
    }
    logger.warn({ err: error }, 'limits cannot be counted')
    return true
  }
}

function setHeaders(ctx: HttpContext, limit: number, remaining: number, resetSeconds: number) {
  ctx.response.header('ratelimit-limit', String(limit))
  ctx.response.header('ratelimit-remaining', String(remaining))
  ctx.response.header('ratelimit-reset', String(resetSeconds))
}
