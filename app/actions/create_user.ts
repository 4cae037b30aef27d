import db from '@adonisjs/lucid/services/db'
import type { Role } from '#domain/abilities'
import User from '#models/user'

export type Account = { email: string; password: string; displayName: string; roles: Role[] }

/** Makes an account with its roles, for operators; a seller made so is trusted without review. */
export class CreateUser {
  async execute(account: Account): Promise<User> {
    return db.transaction(async (trx) => {
      const user = await User.create(account, { client: trx })
      if (account.roles.includes('seller')) {
        const profile = { user_id: user.id, public_name: user.displayName, skips_review: true }
        await trx.table('seller_profiles').insert(profile)
      }
      return user
    })
  }
}
