import User from '#models/user'
import { isConstraint } from '#database/constraints'

export type Registration = { email: string; password: string; displayName: string }

export type RegisterUserResult = { ok: true; user: User } | { ok: false; code: 'email_taken' }

/** Makes a buyer's account. The password is hashed by the model. */
export class RegisterUser {
  async execute(registration: Registration): Promise<RegisterUserResult> {
    try {
      const user = await User.create({ ...registration, roles: ['buyer'] })
      return { ok: true, user: await user.refresh() }
    } catch (error) {
      if (isConstraint(error, 'users_email_unique')) return { ok: false, code: 'email_taken' }
      throw error
    }
  }
}
