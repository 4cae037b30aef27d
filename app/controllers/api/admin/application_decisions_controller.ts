import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { DecideApplication } from '#actions/decide_application'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { showApplication } from '#queries/seller_applications'
import { applicationDecisionValidator } from '#validators/sellers'

@inject()
export default class ApplicationDecisionsController {
  constructor(private decideApplication: DecideApplication) {}

  /** Accepts an application, or declines it. */
  async store(ctx: HttpContext) {
    const body = await ctx.request.validateUsing(applicationDecisionValidator)
    const result = await this.decideApplication.execute({
      applicationId: ctx.params.id,
      actorId: principalOf(ctx).userId,
      isAccepted: body.decision === 'accept',
      skipsReview: body.skipsReview ?? false,
      reason: body.reason,
    })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.created({ data: await showApplication(ctx.params.id) })
  }
}
