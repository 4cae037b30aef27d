import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'

const VISIBLE = /^[!-~]{1,255}$/

/** The `Idempotency-Key` header, or null. Throws `idempotency_key_invalid`. */
export function readIdempotencyKey(ctx: HttpContext): string | null {
  const key = ctx.request.request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !VISIBLE.test(key)) throw new Refusal('idempotency_key_invalid')
  return key
}
