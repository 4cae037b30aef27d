import { isConstraint } from '#database/constraints'
import type { PgPool } from '#database/pg_pool'

export type SellerApplicationOrder = {
  userId: string
  legalName: string
  address: string
  country: string
  note: string
}

export type ApplyToSellResult =
  { ok: true } | { ok: false; code: 'already_seller' | 'already_applied' }

/** A user asks to become a seller. */
export class ApplyToSell {
  constructor(private readonly pool: PgPool) {}

  async execute(order: SellerApplicationOrder): Promise<ApplyToSellResult> {
    const { userId, legalName, address, country, note } = order
    try {
      const answer = await this.pool.query(
        `INSERT INTO seller_applications (user_id, legal_name, address, country, note)
         SELECT id, $2, $3, $4, $5 FROM users WHERE id = $1 AND NOT 'seller' = ANY(roles)`,
        [userId, legalName, address, country, note]
      )
      return answer.rowCount === 1 ? { ok: true } : { ok: false, code: 'already_seller' }
    } catch (error) {
      if (!isConstraint(error, 'seller_applications_one_open')) throw error
      return { ok: false, code: 'already_applied' }
    }
  }
}
