import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ApplyToSell } from '#actions/apply_to_sell'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { ownApplication } from '#queries/seller_applications'
import { applicationValidator } from '#validators/sellers'

@inject()
export default class ApplicationsController {
  constructor(private applyToSell: ApplyToSell) {}

  /** Asks to become a seller. */
  async store(ctx: HttpContext) {
    const { userId } = principalOf(ctx)
    const { note = '', ...body } = await ctx.request.validateUsing(applicationValidator)
    const result = await this.applyToSell.execute({ userId, note: note ?? '', ...body })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.created({ data: await ownApplication(userId) })
  }

  /** What became of the latest application. */
  async show(ctx: HttpContext) {
    const data = await ownApplication(principalOf(ctx).userId)
    if (!data) throw new Refusal('application_not_found')
    return { data }
  }
}
