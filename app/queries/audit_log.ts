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
  reason: string
  data: Record<string, unknown>
}

export type AuditQuery = {
  limit?: number
  cursor?: string
  subjectType?: string
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
  reason: string
  data: Record<string, unknown>
}

/** The audit log, the newest first. */
export async function auditLog(query: AuditQuery): Promise<Page<AuditLine> | null> {
  const limit = query.limit ?? 50
  if (query.cursor !== undefined && !/^[0-9a-f-]{36}$/.test(query.cursor)) return null
  const conditions = ['(?::uuid IS NULL OR g.id < ?::uuid)']
  const bindings: (string | number | null)[] = [query.cursor ?? null, query.cursor ?? null]
  if (query.subjectType && query.subjectId) {
    conditions.push('g.subject_type = ? AND g.subject_id = ?::uuid')
    bindings.push(query.subjectType, query.subjectId)
  }
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT g.id, g.created_at, g.actor_id, u.display_name AS actor_name, g.action,
       g.subject_type, g.subject_id, g.reason, g.data, CASE g.subject_type
         WHEN 'user' THEN (SELECT display_name FROM users WHERE id = g.subject_id)
         WHEN 'auction' THEN (SELECT l.title FROM auctions a JOIN listings l ON l.id = a.listing_id
           WHERE a.id = g.subject_id)
         WHEN 'category' THEN (SELECT name FROM categories WHERE id = g.subject_id)
         WHEN 'consignor' THEN (SELECT name FROM consignors WHERE id = g.subject_id) END AS subject
     FROM audit_log g LEFT JOIN users u ON u.id = g.actor_id
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
    reason: row.reason,
    data: row.data,
  }
}
