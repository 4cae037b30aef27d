import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { SuspendUser } from '#actions/suspend_user'
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
export default class SuspensionsController {
  static ability: Ability = 'users.suspend'

  constructor(private suspendUser: SuspendUser) {}

  /** Asks why. */
  async create(ctx: HttpContext) {
    return this.#show(ctx)
  }

  /** Suspends an account. */
  async store(ctx: HttpContext) {
    const form = await readForm(reasonValidator, ctx.request.all())
    if (!form.ok) return this.#show(ctx, form.failure)
    const order = { userId: ctx.params.id, actorId: ctx.staff.id, reason: form.values.reason }
    const result = await this.suspendUser.execute(order)
    if (!result.ok) return this.#show(ctx, failureOf(result.code))
    return goOn(ctx, `/admin/users/${order.userId}`, 'The account was suspended.')
  }

  async #show(ctx: HttpContext, failure?: FormFailure) {
    const user = await User.find(ctx.params.id)
    if (!user) throw new Refusal('user_not_found')
    const page: DeedPage = {
      title: `Suspend ${user.displayName}`,
      consequences: [
        'Within seconds the account can neither bid nor sell, nor enter this panel.',
        'The bids it has made stand until they are voided.',
      ],
      submit: 'Suspend the account',
      isDangerous: true,
      action: `/admin/users/${user.id}/suspension`,
      back: { url: `/admin/users/${user.id}`, label: 'Back to the user' },
    }
    return showDeed(ctx, page, failure)
  }
}
