import type { PgClient } from '#database/pg_pool'

export type Act = {
  /** Null: the house itself, or an operator at the command line. */
  actorId: string | null
  /** What was done, such as `user.suspended`. */
  action: string
  subjectType: 'auction' | 'user' | 'house' | 'category' | 'consignor'
  subjectId: string | null
  reason: string
  data?: Record<string, unknown>
}

/** Writes a row of the audit log; inside the transaction of what it tells of. */
export async function recordAct(client: PgClient, act: Act) {
  await client.query(
    `INSERT INTO audit_log (actor_id, action, subject_type, subject_id, reason, data)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [act.actorId, act.action, act.subjectType, act.subjectId, act.reason, act.data ?? {}]
  )
}
