import type { HttpContext } from '@adonisjs/core/http'
import { ChangePassword } from '#actions/change_password'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { isWithinLimit } from '#middleware/limit'
import { passwordChangeValidator } from '#validators/auth'

export default class PasswordsController {
  /** Sets a new password and signs the account out everywhere. */
  async update(ctx: HttpContext) {
    const { userId } = principalOf(ctx)
    if (!(await isWithinLimit(ctx, 'login', userId))) return
    const change = await ctx.request.validateUsing(passwordChangeValidator)
    const result = await new ChangePassword().execute({ userId, ...change })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.noContent()
  }
}
