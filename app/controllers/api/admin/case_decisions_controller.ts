import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { DecideCase } from '#actions/decide_case'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { showCase } from '#queries/moderation_cases'
import { caseDecisionValidator } from '#validators/moderation'

@inject()
export default class CaseDecisionsController {
  constructor(private decideCase: DecideCase) {}

  /** Cancels the auction, or lets it run. */
  async store(ctx: HttpContext) {
    const { decision, reason } = await ctx.request.validateUsing(caseDecisionValidator)
    const result = await this.decideCase.execute({
      caseId: ctx.params.id,
      actorId: principalOf(ctx).userId,
      isCancelled: decision === 'cancel',
      reason,
    })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.created({ data: await showCase(ctx.params.id) })
  }
}
