import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ReinstateUser } from '#actions/reinstate_user'
import { SuspendUser } from '#actions/suspend_user'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { reasonValidator } from '#validators/moderation'

@inject()
export default class SuspensionsController {
  constructor(
    private suspendUser: SuspendUser,
    private reinstateUser: ReinstateUser
  ) {}

  /** Suspends an account. */
  async store(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(reasonValidator)
    const actorId = principalOf(ctx).userId
    const result = await this.suspendUser.execute({ userId: ctx.params.id, actorId, reason })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.created({ data: { userId: ctx.params.id, suspended: true } })
  }

  /** Ends a suspension. */
  async destroy(ctx: HttpContext) {
    const actorId = principalOf(ctx).userId
    const reason = 'The suspension was ended'
    const result = await this.reinstateUser.execute({ userId: ctx.params.id, actorId, reason })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.noContent()
  }
}
