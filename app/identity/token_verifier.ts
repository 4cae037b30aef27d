import { createHash, timingSafeEqual } from 'node:crypto'
import { AccessToken } from '@adonisjs/auth/access_tokens'
import type { PgPool } from '#database/pg_pool'
import type { Role } from '#domain/abilities'

/** Who sends a request. */
export type Principal = {
  userId: string
  tokenId: string
  roles: Role[]
  isSuspended: boolean
}

type TokenRow = {
  hash: string
  user_id: string
  roles: Role[]
  is_suspended: boolean
  expires_in_ms: number | null
}

type Cached = { principal: Promise<Principal | null>; until: number }

const PREFIX = 'oat_'
const ROOM = 50_000

/**
 * Verifies API tokens with one query, and believes the answer for `cacheMs` (at most 4 s), so
 * that a logout, a suspension or a password change counts everywhere soon after.
 */
export class TokenVerifier {
  #cache = new Map<string, Cached>()

  constructor(
    private readonly pool: PgPool,
    private readonly cacheMs: number
  ) {}

  /** Null for a token that is unknown, expired or revoked. */
  verify(token: string): Promise<Principal | null> {
    const cached = this.#cache.get(token)
    if (cached && cached.until > performance.now()) return cached.principal
    const principal = this.#read(token)
    this.#remember(token, principal)
    return principal
  }

  /** Forgets what this process believes of a user's tokens. */
  forgetToken(token: string) {
    this.#cache.delete(token)
  }

  #remember(token: string, principal: Promise<Principal | null>) {
    if (this.#cache.size >= ROOM) this.#cache.clear()
    this.#cache.set(token, { principal, until: performance.now() + this.cacheMs })
    // A failure to read is not an answer.
    principal.catch(() => this.#cache.delete(token))
  }

  async #read(token: string): Promise<Principal | null> {
    const decoded = AccessToken.decode(PREFIX, token)
    if (!decoded || !/^\d{1,18}$/.test(decoded.identifier)) return null
    const answer = await this.pool.query<TokenRow>({
      name: 'token',
      text: `SELECT t.hash, u.id AS user_id, u.roles, u.suspended_at IS NOT NULL AS is_suspended,
          (extract(epoch FROM t.expires_at - clock_timestamp()) * 1000)::bigint AS expires_in_ms
        FROM auth_access_tokens t JOIN users u ON u.id = t.tokenable_id WHERE t.id = $1`,
      values: [decoded.identifier],
    })
    const row = answer.rows[0]
    if (!row || !isSame(row.hash, decoded.secret.release())) return null
    if (row.expires_in_ms !== null && row.expires_in_ms <= 0) return null
    return {
      userId: row.user_id,
      tokenId: decoded.identifier,
      roles: row.roles,
      isSuspended: row.is_suspended,
    }
  }
}

function isSame(hash: string, secret: string): boolean {
  const expected = Buffer.from(hash)
  const given = Buffer.from(createHash('sha256').update(secret).digest('hex'))
  return expected.length === given.length && timingSafeEqual(expected, given)
}
