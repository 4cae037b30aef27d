import { errors } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusal'
import { TokenVerifier } from '#identity/token_verifier'
import { principalOf } from '#middleware/access_middleware'
import { bearerToken } from '#middleware/authenticate'
import { isWithinLimit } from '#middleware/limit'
import User from '#models/user'
import { profileOf } from '#transformers/profile'
import { tokenValidator } from '#validators/auth'

export default class TokensController {
  /** Signs in. An unknown account and a wrong password are alike in answer and in time. */
  async store(ctx: HttpContext) {
    const { email, password } = await ctx.request.validateUsing(tokenValidator)
    if (!(await isWithinLimit(ctx, 'login', `${ctx.request.ip()}_${email}`))) return
    const user = await verifyCredentials(email, password)
    const token = await User.accessTokens.create(user)
    return ctx.response.created({
      data: {
        token: token.value?.release(),
        expiresAt: token.expiresAt?.toISOString() ?? null,
        user: profileOf(user),
      },
    })
  }

  /** Signs out: revokes the token of this request. */
  async destroy(ctx: HttpContext) {
    const { tokenId } = principalOf(ctx)
    await db.from('auth_access_tokens').where('id', tokenId).delete()
    const verifier = await app.container.make(TokenVerifier)
    verifier.forgetToken(bearerToken(ctx) ?? '')
    return ctx.response.noContent()
  }
}

async function verifyCredentials(email: string, password: string): Promise<User> {
  try {
    return await User.verifyCredentials(email, password)
  } catch (error) {
    if (error instanceof errors.E_INVALID_CREDENTIALS) throw new Refusal('invalid_credentials')
    throw error
  }
}
