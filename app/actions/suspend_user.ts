import { recordAct } from '#actions/record_act'
import type { SettleSuspensions } from '#actions/settle_suspensions'
import { inTransaction, type PgPool } from '#database/pg_pool'
import { isOwnCase } from '#domain/conflict'

export type SuspensionOrder = { userId: string; actorId: string | null; reason: string }

export type SuspensionResult =
  | { ok: true }
  | {
      ok: false
      code: 'user_not_found' | 'already_suspended' | 'not_suspended' | 'conflict_of_interest'
    }

/**
 * Suspends an account: it bids and sells no more, what it bid stands until it is voided, and what
 * it sells is settled, now or by the worker.
 */
export class SuspendUser {
  constructor(
    private readonly pool: PgPool,
    private readonly settleSuspensions: SettleSuspensions
  ) {}

  async execute(order: SuspensionOrder): Promise<SuspensionResult> {
    const result = await this.#suspend(order)
    if (result.ok) await this.settleSuspensions.execute()
    return result
  }

  async #suspend({ userId, actorId, reason }: SuspensionOrder): Promise<SuspensionResult> {
    if (isOwnCase(actorId, { subjectId: userId }))
      return { ok: false, code: 'conflict_of_interest' }
    return inTransaction(this.pool, async (client) => {
      const user = await client.query<{ is_suspended: boolean }>(
        'SELECT suspended_at IS NOT NULL AS is_suspended FROM users WHERE id = $1 FOR UPDATE',
        [userId]
      )
      if (user.rows.length === 0) return { ok: false, code: 'user_not_found' }
      if (user.rows[0].is_suspended) return { ok: false, code: 'already_suspended' }
      await client.query(
        `UPDATE users SET suspended_at = clock_timestamp(), suspension_reason = $2,
           suspension_settled_at = NULL WHERE id = $1`,
        [userId, reason]
      )
      const subject = { subjectType: 'user' as const, subjectId: userId }
      await recordAct(client, { actorId, action: 'user.suspended', ...subject, reason })
      return { ok: true }
    })
  }
}
