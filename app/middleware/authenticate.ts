import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { isAllowed, type Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import { TokenVerifier, type Principal } from '#identity/token_verifier'

let verifier: TokenVerifier | undefined

/** Who sends this request, by its bearer token. Throws `unauthenticated`. */
export async function authenticate(ctx: HttpContext): Promise<Principal> {
  const principal = await identify(ctx)
  if (!principal) throw new Refusal('unauthenticated')
  return principal
}

/**
 * As `authenticate`, and holds a role with this ability. Throws `forbidden` where none does, and
 * `account_suspended`; but a suspended bidder is refused by the rules, in their order.
 */
export async function authorize(ctx: HttpContext, ability: Ability): Promise<Principal> {
  const principal = await authenticate(ctx)
  if (!isAllowed(principal.roles, ability)) throw new Refusal('forbidden')
  if (principal.isSuspended && ability !== 'bids.place') throw new Refusal('account_suspended')
  return principal
}

/** As `authenticate`, but null for a visitor without a token. A bad token is still refused. */
export async function identify(ctx: HttpContext): Promise<Principal | null> {
  const token = bearerToken(ctx)
  if (token === null) return null
  verifier ??= await app.container.make(TokenVerifier)
  const principal = await verifier.verify(token)
  if (!principal) throw new Refusal('unauthenticated')
  return principal
}

/** The request's own token, or null. */
export function bearerToken(ctx: HttpContext): string | null {
  const header = ctx.request.request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : null
}
