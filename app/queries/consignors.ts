import db from '@adonisjs/lucid/services/db'
import type { Page } from '#queries/browse_auctions'
import { pageById, type PageQuery } from '#queries/page_by_id'

export type ConsignorLine = {
  id: string
  name: string
  address: string
  commissionBps: number
  note: string
  createdBy: { id: string; displayName: string }
  createdAt: string
  updatedAt: string
}

type Row = {
  id: string
  name: string
  address: string
  commission_bps: number
  note: string
  created_by: string
  display_name: string
  created_at: Date
  updated_at: Date
}

const SELECT = 'SELECT c.*, u.display_name FROM consignors c JOIN users u ON u.id = c.created_by'

/** Null where there is none. */
export async function showConsignor(id: string): Promise<ConsignorLine | null> {
  const answer = await db.rawQuery<{ rows: Row[] }>(`${SELECT} WHERE c.id = ?`, [id])
  return answer.rows.length === 0 ? null : lineOf(answer.rows[0])
}

/** The oldest first. Null for a bad cursor. */
export async function listConsignors(page: PageQuery): Promise<Page<ConsignorLine> | null> {
  const read = async (after: string, limit: number) => {
    const sql = `${SELECT} WHERE c.id > ? ORDER BY c.id LIMIT ?`
    const answer = await db.rawQuery<{ rows: Row[] }>(sql, [after, limit])
    return answer.rows
  }
  return pageById(page, read, lineOf)
}

function lineOf(row: Row): ConsignorLine {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    commissionBps: row.commission_bps,
    note: row.note,
    createdBy: { id: row.created_by, displayName: row.display_name },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
