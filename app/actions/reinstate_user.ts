import { recordAct } from '#actions/record_act'
import type { SuspensionOrder, SuspensionResult } from '#actions/suspend_user'
import { inTransaction, type PgPool } from '#database/pg_pool'
import { isOwnCase } from '#domain/conflict'

/** Ends a suspension. */
export class ReinstateUser {
  constructor(private readonly pool: PgPool) {}

  async execute({ userId, actorId, reason }: SuspensionOrder): Promise<SuspensionResult> {
    if (isOwnCase(actorId, { subjectId: userId }))
      return { ok: false, code: 'conflict_of_interest' }
    return inTransaction(this.pool, async (client) => {
      const user = await client.query<{ is_suspended: boolean }>(
        'SELECT suspended_at IS NOT NULL AS is_suspended FROM users WHERE id = $1 FOR UPDATE',
        [userId]
      )
      if (user.rows.length === 0) return { ok: false, code: 'user_not_found' }
      if (!user.rows[0].is_suspended) return { ok: false, code: 'not_suspended' }
      await client.query(
        `UPDATE users SET suspended_at = NULL, suspension_reason = NULL,
           suspension_settled_at = NULL WHERE id = $1`,
        [userId]
      )
      const subject = { subjectType: 'user' as const, subjectId: userId }
      await recordAct(client, { actorId, action: 'user.reinstated', ...subject, reason })
      return { ok: true }
    })
  }
}
