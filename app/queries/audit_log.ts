import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'

export type AuditLine = {
  id: string
  at: string
  /** Null: the house itself, or an operator at the command line. */
  actor: { id: string; displayName: string } | null
  action: string
  subjectType: 'auction' | 'user' | 'house' | 'category' | 'consignor'
  subjectId: string | null
  /** The lot's title, or the name of the user, the category or the consignor. */
  subject: string | null
  /** The auction's, for the amounts in `data`. */
  currency: string | null
  reason: string
  data: Record<string, unknown>
}

export type AuditQuery = {
  limit?: number
  cursor?: string
  subjectType?: AuditLine['subjectType']
  subjectId?: string
}

type Row = {
  id: string
  created_at: Date
  actor_id: string | null
  actor_name: string | null
  action: string
  subject_type: AuditLine['subjectType']
  subject_id: string | null
  subject: string | null
  currency: string | null
  reason: string
  data: Record<string, unknown>
}

/** The audit log, the newest first. */
export async function auditLog(query: AuditQuery): Promise<Page<AuditLine> | null> {
  const limit = query.limit ?? 50
  if (query.cursor !== undefined && !/^[0-9a-f-]{36}$/.test(query.cursor)) return null
  const conditions = ['(?::uuid IS NULL OR g.id < ?::uuid)']
  const bindings: (string | number | null)[] = [query.cursor ?? null, query.cursor ?? null]
  if (query.subjectType) {
    conditions.push('g.subject_type = ?')
    bindings.push(query.subjectType)
  }
  if (query.subjectId) {
    conditions.push('g.subject_id = ?::uuid')
    bindings.push(query.subjectId)
  }
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT g.id, g.created_at, g.actor_id, u.display_name AS actor_name, g.action,
       g.subject_type, g.subject_id, a.currency, g.reason, g.data,
       coalesce(l.title, subject.display_name, category.name, consignor.name) AS subject
     FROM audit_log g LEFT JOIN users u ON u.id = g.actor_id
       LEFT JOIN users subject ON g.subject_type = 'user' AND subject.id = g.subject_id
       LEFT JOIN auctions a ON g.subject_type = 'auction' AND a.id = g.subject_id
       LEFT JOIN listings l ON l.id = a.listing_id
       LEFT JOIN categories category
         ON g.subject_type = 'category' AND category.id = g.subject_id
       LEFT JOIN consignors consignor
         ON g.subject_type = 'consignor' AND consignor.id = g.subject_id
     WHERE ${conditions.join(' AND ')} ORDER BY g.id DESC LIMIT ?`,
    [...bindings, limit + 1]
  )
  const rows = answer.rows.slice(0, limit)
  const nextCursor = answer.rows.length > limit ? (rows.at(-1)?.id ?? null) : null
  return { data: rows.map(lineOf), meta: { nextCursor } }
}

function lineOf(row: Row): AuditLine {
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    actor: row.actor_id === null ? null : { id: row.actor_id, displayName: row.actor_name ?? '' },
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    subject: row.subject,
    currency: row.currency,
    reason: row.reason,
    data: row.data,
  }
}
