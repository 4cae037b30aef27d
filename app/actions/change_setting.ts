import { recordAct } from '#actions/record_act'
import { amendScheduled } from '#bidding/amend_scheduled'
import knobs from '#config/auction'
import { lockSettings, readSettings } from '#database/house_settings'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import type { Fault } from '#domain/opening'
import { settingFaults, TERM_OF, type HouseSettings, type SettingKey } from '#domain/settings'

export type SettingOrder<Key extends SettingKey = SettingKey> = {
  key: Key
  value: HouseSettings[Key]
  /** The version it replaces; 0: the default. */
  version: number
  actorId: string
  reason: string
  /** Gives it to auctions that have not begun, too. */
  applyToScheduled: boolean
}

export type ChangeSettingResult =
  | { ok: true; version: number; amendedCount: number }
  | { ok: false; code: 'stale' }
  | { ok: false; code: 'validation_failed'; faults: Fault[] }

/** Sets what holds from now on: for later openings, and where asked for scheduled auctions. */
export class ChangeSetting {
  constructor(private readonly pool: PgPool) {}

  async execute<Key extends SettingKey>(order: SettingOrder<Key>): Promise<ChangeSettingResult> {
    const faults = [...settingFaults(order.key, order.value), ...scopeFaults(order)]
    if (faults.length > 0) return { ok: false, code: 'validation_failed', faults }
    return inTransaction(this.pool, async (client) => {
      await lockSettings(client)
      const before = await readSettings(client, knobs.settings)
      if (!(await write(client, order))) return { ok: false, code: 'stale' }
      const { key, actorId, reason } = order
      const amendedCount = await applyTo(client, order)
      await recordAct(client, {
        actorId,
        action: 'setting.changed',
        subjectType: 'house',
        subjectId: null,
        reason,
        data: { key, before: before[key], after: order.value, amendedCount },
      })
      return { ok: true, version: order.version + 1, amendedCount }
    })
  }
}

function scopeFaults({ key, applyToScheduled }: SettingOrder): Fault[] {
  if (!applyToScheduled || TERM_OF[key] !== null) return []
  const message = 'No auction copies this setting'
  return [{ field: 'applyToScheduled', rule: 'no_term', message }]
}

/** False where the setting is at another version. */
async function write(client: PgClient, { key, value, version, actorId }: SettingOrder) {
  const sql =
    version === 0
      ? `INSERT INTO house_settings (key, value, updated_by, version) VALUES ($1, $2, $3, $4 + 1)
         ON CONFLICT DO NOTHING`
      : `UPDATE house_settings SET value = $2, updated_by = $3, version = version + 1,
           updated_at = clock_timestamp() WHERE key = $1 AND version = $4`
  const answer = await client.query(sql, [key, JSON.stringify(value), actorId, version])
  return answer.rowCount === 1
}

async function applyTo(client: PgClient, order: SettingOrder): Promise<number> {
  const term = TERM_OF[order.key]
  if (term === null || !order.applyToScheduled) return 0
  const settings = await readSettings(client, knobs.settings)
  return amendScheduled(client, { term, settings, actorId: order.actorId, reason: order.reason })
}
