import { createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { ABILITIES, type Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import type User from '#models/user'

/** Session keys of the panel. */
export const INTENDED_URL = 'panel.intended'
export const PASSWORD_MARK = 'panel.password'

/** A longer address is forgotten over a login: the session lives in a cookie. */
const LONGEST_INTENDED_URL = 500

/**
 * Lets only staff into the panel: signed in, not suspended, with a role that has the ability
 * which the route's controller declares.
 */
export default class StaffMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const user = await signedInUser(ctx)
    if (!user) return sendToLogin(ctx)
    if (user.isSuspended) throw new Refusal('account_suspended')
    const ability = await abilityOf(ctx.route?.handler)
    if (!user.can('panel.enter') || !user.can(ability)) throw new Refusal('forbidden')
    ctx.staff = user
    if ('view' in ctx) ctx.view.share({ staff: user })
    ctx.response.header('cache-control', 'no-store')
    return next()
  }
}

/**
 * The ability that a route's controller declares as `static ability`. Throws where none is
 * declared; the panel's routes are all asked at boot, so that authorisation cannot be forgotten.
 */
export async function abilityOf(handler: RouteHandler | undefined): Promise<Ability> {
  const controller = await controllerOf(handler)
  const ability = controller && 'ability' in controller ? controller.ability : undefined
  if (typeof ability === 'string' && ability in ABILITIES) return ability as Ability
  throw new Error(`A route of the panel has no ability: ${controller?.name ?? 'not a controller'}`)
}

/** Changes with the password, so that a session ends where the password does. */
export function passwordMark(user: User): string {
  return createHash('sha256').update(user.password).digest('base64url').slice(0, 16)
}

type RouteHandler = NonNullable<HttpContext['route']>['handler']

async function controllerOf(
  handler: RouteHandler | undefined
): Promise<(object & { name: string }) | null> {
  if (typeof handler !== 'object' || typeof handler.reference === 'string') return null
  const [controller] = handler.reference
  if ('prototype' in controller && controller.prototype) return controller
  const module = await (controller as () => Promise<{ default: object & { name: string } }>)()
  return module.default
}

async function signedInUser(ctx: HttpContext): Promise<User | null> {
  const guard = ctx.auth.use('web')
  if (!(await guard.check()) || !guard.user) return null
  return ctx.session.get(PASSWORD_MARK) === passwordMark(guard.user) ? guard.user : null
}

function sendToLogin({ request, response, session }: HttpContext) {
  const url = request.url(true)
  // A part of a page that asks for news of itself: the whole page goes to the login.
  if (request.header('hx-request')) return response.header('hx-refresh', 'true').noContent()
  if (request.method() === 'GET' && url.length <= LONGEST_INTENDED_URL) {
    session.put(INTENDED_URL, url)
  }
  return response.redirect().toPath('/admin/login')
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Who is at the panel; on its routes but the login. */
    staff: User
  }
}
