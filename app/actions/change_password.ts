import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'

/** Sets a new password and revokes every API token of the account. */
export class ChangePassword {
  async execute(order: {
    userId: string
    currentPassword: string
    password: string
  }): Promise<{ ok: true } | { ok: false; code: 'wrong_password' }> {
    const user = await User.findOrFail(order.userId)
    const isRight = await hash.use('argon').verify(user.password, order.currentPassword)
    if (!isRight) return { ok: false, code: 'wrong_password' }
    await db.transaction(async (trx) => {
      user.useTransaction(trx)
      await user.merge({ password: order.password }).save()
      await trx.from('auth_access_tokens').where('tokenable_id', user.id).delete()
    })
    return { ok: true }
  }
}
