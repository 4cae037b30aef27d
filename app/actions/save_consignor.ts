import { recordAct } from '#actions/record_act'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'

/** Somebody for whom the house sells, and who never signs in. */
export type Consignor = {
  name: string
  address: string
  /** Of the hammer price, in basis points. */
  commissionBps: number
  note: string
}

export type SaveConsignorResult =
  { ok: true; consignorId: string } | { ok: false; code: 'consignor_not_found' }

/** Staff keep the list of consignors; each change is in the audit log with before and after. */
export class SaveConsignor {
  constructor(private readonly pool: PgPool) {}

  async create(actorId: string, consignor: Consignor): Promise<string> {
    const { name, address, commissionBps, note } = consignor
    return inTransaction(this.pool, async (client) => {
      const answer = await client.query<{ id: string }>(
        `INSERT INTO consignors (name, address, commission_bps, note, created_by)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [name, address, commissionBps, note, actorId]
      )
      const [{ id }] = answer.rows
      const subject = { subjectType: 'consignor' as const, subjectId: id }
      const reason = 'A consignor was added'
      const act = { actorId, action: 'consignor.added', ...subject, reason }
      await recordAct(client, { ...act, data: { after: consignor } })
      return id
    })
  }

  async change(
    actorId: string,
    consignorId: string,
    change: Partial<Consignor>
  ): Promise<SaveConsignorResult> {
    return inTransaction(this.pool, async (client) => {
      const before = await lock(client, consignorId)
      if (!before) return { ok: false, code: 'consignor_not_found' }
      const after = { ...before, ...change }
      await client.query(
        `UPDATE consignors SET name = $2, address = $3, commission_bps = $4, note = $5,
           updated_at = clock_timestamp() WHERE id = $1`,
        [consignorId, after.name, after.address, after.commissionBps, after.note]
      )
      const subject = { subjectType: 'consignor' as const, subjectId: consignorId }
      const reason = 'A consignor was changed'
      const act = { actorId, action: 'consignor.changed', ...subject, reason }
      await recordAct(client, { ...act, data: { before, after } })
      return { ok: true, consignorId }
    })
  }
}

async function lock(client: PgClient, consignorId: string): Promise<Consignor | null> {
  const answer = await client.query<Consignor>(
    `SELECT name, address, commission_bps AS "commissionBps", note FROM consignors WHERE id = $1 FOR UPDATE`,
    [consignorId]
  )
  return answer.rows.at(0) ?? null
}
