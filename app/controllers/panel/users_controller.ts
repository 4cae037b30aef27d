import type { HttpContext } from '@adonisjs/core/http'
import type { Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import User from '#models/user'
import { auditLog } from '#queries/audit_log'

export default class UsersController {
  static ability: Ability = 'users.suspend'

  /** One account, with what staff did to it. */
  async show({ params, view }: HttpContext) {
    const user = await User.find(params.id)
    if (!user) throw new Refusal('user_not_found')
    const page = await auditLog({ subjectType: 'user', subjectId: user.id })
    return view.render('pages/users/show', { user, page })
  }
}
