import type { Role } from '#domain/abilities'
import type { PgPool } from '#database/pg_pool'

/** Somebody with an account, by the hundreds: nobody signs in, so there is no password. */
export type Member = { id: string; token: string }

const SECRET = 'known to the tests'

/** Makes accounts with a token each, in the database of the pool. Sellers skip review. */
export async function crowd(pool: PgPool, count: number, role: Role = 'buyer'): Promise<Member[]> {
  const made = await pool.query<{ token_id: string; user_id: string }>(
    `WITH made AS (
       INSERT INTO users (email, password, display_name, roles)
       SELECT gen_random_uuid() || '@example.com', 'none', 'Somebody', $2::text[]
       FROM generate_series(1, $1) RETURNING id, display_name
     ), trusted AS (
       INSERT INTO seller_profiles (user_id, public_name, skips_review)
       SELECT id, display_name, true FROM made WHERE $4
     )
     INSERT INTO auth_access_tokens (tokenable_id, type, hash, abilities)
     SELECT id, 'api', encode(sha256($3::bytea), 'hex'), '["*"]' FROM made
     RETURNING id::text AS token_id, tokenable_id AS user_id`,
    [count, [...new Set(['buyer', role])], SECRET, role === 'seller']
  )
  return made.rows.map((row) => ({ id: row.user_id, token: tokenOf(row.token_id) }))
}

function tokenOf(id: string): string {
  const [identifier, secret] = [id, SECRET].map((part) => Buffer.from(part).toString('base64url'))
  return `oat_${identifier}.${secret}`
}
