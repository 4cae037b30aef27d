import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { authenticate, authorize, identify } from '#middleware/authenticate'
import { operationOf } from '#openapi/operations'
import type { Principal } from '#identity/token_verifier'

/**
 * Lets a request in as its operation says (app/openapi/operations.ts). A route that is not
 * described there does not boot, so authorisation cannot be forgotten.
 */
export default class AccessMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { access, method } = operationOf(ctx.request.method(), ctx.route?.pattern ?? '')
    // A stale token must not keep anybody from signing in.
    if (access === 'public') ctx.principal = method === 'GET' ? await identify(ctx) : null
    else if (access === 'account') ctx.principal = await authenticate(ctx)
    else ctx.principal = await authorize(ctx, access)
    return next()
  }
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who sends the request; null for a visitor. */
    principal: Principal | null
  }
}

/** The signed-in sender, on routes that are not public. */
export function principalOf(ctx: HttpContext): Principal {
  if (!ctx.principal) throw new Error('This route is public: it has no principal')
  return ctx.principal
}
