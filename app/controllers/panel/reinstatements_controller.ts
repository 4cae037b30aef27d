import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ReinstateUser } from '#actions/reinstate_user'
import {
  failureOf,
  goOn,
  readForm,
  showDeed,
  type DeedPage,
  type FormFailure,
} from '#controllers/panel/forms'
import type { Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import User from '#models/user'
import { reasonValidator } from '#validators/moderation'

@inject()
export default class ReinstatementsController {
  static ability: Ability = 'users.suspend'

  constructor(private reinstateUser: ReinstateUser) {}

  /** Asks why. */
  async create(ctx: HttpContext) {
    return this.#show(ctx)
  }

  /** Ends a suspension. */
  async store(ctx: HttpContext) {
    const form = await readForm(reasonValidator, ctx.request.all())
    if (!form.ok) return this.#show(ctx, form.failure)
    const order = { userId: ctx.params.id, actorId: ctx.staff.id, reason: form.values.reason }
    const result = await this.reinstateUser.execute(order)
    if (!result.ok) return this.#show(ctx, failureOf(result.code))
    return goOn(ctx, `/admin/users/${order.userId}`, 'The account was reinstated.')
  }

  async #show(ctx: HttpContext, failure?: FormFailure) {
    const user = await User.find(ctx.params.id)
    if (!user) throw new Refusal('user_not_found')
    const page: DeedPage = {
      title: `Reinstate ${user.displayName}`,
      consequences: ['The account can bid and sell again at once.'],
      submit: 'Reinstate the account',
      isDangerous: false,
      action: `/admin/users/${user.id}/reinstatement`,
      back: { url: `/admin/users/${user.id}`, label: 'Back to the user' },
    }
    return showDeed(ctx, page, failure)
  }
}
