import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'
import { pageById, type PageQuery } from '#queries/page_by_id'
import type { ApplicationStatus } from '#domain/decisions'

/** An application as its sender sees it. */
export type SellerApplication = {
  id: string
  status: ApplicationStatus
  legalName: string
  address: string
  country: string
  note: string
  createdAt: string
  decidedAt: string | null
  reason: string | null
}

export type StaffSellerApplication = SellerApplication & {
  user: { id: string; displayName: string; email: string }
  decidedBy: { id: string; displayName: string } | null
}

type Row = {
  id: string
  status: ApplicationStatus
  legal_name: string
  address: string
  country: string
  note: string
  created_at: Date
  decided_at: Date | null
  decision_reason: string | null
  user_id: string
  display_name: string
  email: string
  decided_by: string | null
  decider_name: string | null
}

const SELECT = `SELECT p.*, u.display_name, u.email, d.display_name AS decider_name
  FROM seller_applications p JOIN users u ON u.id = p.user_id
  LEFT JOIN users d ON d.id = p.decided_by`

/** The user's latest application; null where there is none. */
export async function ownApplication(userId: string): Promise<SellerApplication | null> {
  const rows = await select(`${SELECT} WHERE p.user_id = ? ORDER BY p.id DESC LIMIT 1`, [userId])
  return rows.length === 0 ? null : ownOf(rows[0])
}

/** One application for staff; null where there is none. */
export async function showApplication(id: string): Promise<StaffSellerApplication | null> {
  const rows = await select(`${SELECT} WHERE p.id = ?`, [id])
  return rows.length === 0 ? null : staffOf(rows[0])
}

/** The queue, the oldest first. Null for a bad cursor. */
export async function listApplications(
  query: PageQuery & { status?: ApplicationStatus }
): Promise<Page<StaffSellerApplication> | null> {
  const { status = null } = query
  const read = (after: string, limit: number) =>
    select(`${SELECT} WHERE (?::text IS NULL OR p.status = ?) AND p.id > ? ORDER BY p.id LIMIT ?`, [
      status,
      status,
      after,
      limit,
    ])
  return pageById(query, read, staffOf)
}

async function select(sql: string, bindings: (string | number | null)[]): Promise<Row[]> {
  const answer = await db.rawQuery<{ rows: Row[] }>(sql, bindings)
  return answer.rows
}

function ownOf(row: Row): SellerApplication {
  return {
    id: row.id,
    status: row.status,
    legalName: row.legal_name,
    address: row.address,
    country: row.country,
    note: row.note,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.decision_reason,
  }
}

function staffOf(row: Row): StaffSellerApplication {
  return {
    ...ownOf(row),
    user: { id: row.user_id, displayName: row.display_name, email: row.email },
    decidedBy:
      row.decided_by === null ? null : { id: row.decided_by, displayName: row.decider_name ?? '' },
  }
}
