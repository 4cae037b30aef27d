import { withAuthFinder } from '@adonisjs/auth/mixins/lucid'
import { DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import { compose } from '@adonisjs/core/helpers'
import hash from '@adonisjs/core/services/hash'
import { isAllowed, type Ability, type Role } from '#domain/abilities'
import { UserSchema } from '#database/schema'
import { column } from '@adonisjs/lucid/orm'
import knobs from '#config/auction'

const AuthFinder = withAuthFinder(() => hash.use('argon'), {
  uids: ['email'],
  passwordColumnName: 'password',
})

export default class User extends compose(UserSchema, AuthFinder) {
  static accessTokens = DbAccessTokensProvider.forModel(User, {
    expiresIn: knobs.tokenLifetime,
    prefix: 'oat_',
    type: 'api',
  })

  @column()
  declare roles: Role[]

  get isSuspended() {
    return this.suspendedAt !== null
  }

  can(ability: Ability): boolean {
    return isAllowed(this.roles, ability)
  }
}
