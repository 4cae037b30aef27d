import type { HttpContext } from '@adonisjs/core/http'
import { RegisterUser } from '#actions/register_user'
import { Refusal } from '#exceptions/refusal'
import { isWithinLimit } from '#middleware/limit'
import { profileOf } from '#transformers/profile'
import { registerValidator } from '#validators/auth'

export default class RegistrationsController {
  /** Makes a buyer's account. */
  async store(ctx: HttpContext) {
    if (!(await isWithinLimit(ctx, 'register', ctx.request.ip()))) return
    const registration = await ctx.request.validateUsing(registerValidator)
    const result = await new RegisterUser().execute(registration)
    if (!result.ok) {
      const errors = [{ field: 'email', rule: 'unique', message: 'This address has an account' }]
      throw new Refusal(result.code, { errors })
    }
    return ctx.response.created({ data: profileOf(result.user) })
  }
}
