import type { HttpContext } from '@adonisjs/core/http'
import { principalOf } from '#middleware/access_middleware'
import User from '#models/user'
import { profileOf } from '#transformers/profile'

export default class ProfilesController {
  /** The sender's own account. */
  async show(ctx: HttpContext) {
    return { data: profileOf(await User.findOrFail(principalOf(ctx).userId)) }
  }
}
