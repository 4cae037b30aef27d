import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'
import { pageById, type PageQuery } from '#queries/page_by_id'
import type { CaseStatus } from '#domain/decisions'

type Party = { id: string; displayName: string }

/** An auction that waits for a decision of staff. */
export type ModerationCase = {
  id: string
  kind: 'seller_suspended'
  status: CaseStatus
  auction: { id: string; title: string }
  seller: Party
  createdAt: string
  decidedBy: Party | null
  decidedAt: string | null
  reason: string | null
}

type Row = {
  id: string
  kind: 'seller_suspended'
  status: CaseStatus
  auction_id: string
  title: string
  seller_id: string
  seller_name: string
  created_at: Date
  decided_by: string | null
  decider_name: string | null
  decided_at: Date | null
  decision_reason: string | null
}

const SELECT = `SELECT c.*, l.title, a.seller_id, u.display_name AS seller_name,
    d.display_name AS decider_name
  FROM moderation_cases c JOIN auctions a ON a.id = c.auction_id
  JOIN listings l ON l.id = a.listing_id JOIN users u ON u.id = a.seller_id
  LEFT JOIN users d ON d.id = c.decided_by`

/** Null where there is none. */
export async function showCase(id: string): Promise<ModerationCase | null> {
  const answer = await db.rawQuery<{ rows: Row[] }>(`${SELECT} WHERE c.id = ?`, [id])
  return answer.rows.length === 0 ? null : caseOf(answer.rows[0])
}

/** The oldest first. Null for a bad cursor. */
export async function listCases(
  query: PageQuery & { status?: CaseStatus }
): Promise<Page<ModerationCase> | null> {
  const { status = null } = query
  const read = async (after: string, limit: number) => {
    const answer = await db.rawQuery<{ rows: Row[] }>(
      `${SELECT} WHERE (?::text IS NULL OR c.status = ?) AND c.id > ? ORDER BY c.id LIMIT ?`,
      [status, status, after, limit]
    )
    return answer.rows
  }
  return pageById(query, read, caseOf)
}

function caseOf(row: Row): ModerationCase {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    auction: { id: row.auction_id, title: row.title },
    seller: { id: row.seller_id, displayName: row.seller_name },
    createdAt: row.created_at.toISOString(),
    decidedBy:
      row.decided_by === null ? null : { id: row.decided_by, displayName: row.decider_name ?? '' },
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.decision_reason,
  }
}
