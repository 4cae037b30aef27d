import db from '@adonisjs/lucid/services/db'
import knobs from '#config/auction'
import { SETTING_KEYS, type SettingKey } from '#domain/settings'

export type SettingLine = {
  key: SettingKey
  value: unknown
  /** What If-Match names; 0: it is the default. */
  version: number
  updatedBy: { id: string; displayName: string } | null
  updatedAt: string | null
}

type Row = {
  key: string
  value: unknown
  version: number
  updated_by: string
  display_name: string
  updated_at: Date
}

/** Every setting with its value as committed. */
export async function listSettings(): Promise<SettingLine[]> {
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT s.key, s.value, s.version, s.updated_by, u.display_name, s.updated_at
     FROM house_settings s JOIN users u ON u.id = s.updated_by`
  )
  const rows = new Map(answer.rows.map((row) => [row.key, row]))
  return SETTING_KEYS.map((key) => {
    const row = rows.get(key)
    if (!row) {
      return { key, value: knobs.settings[key], version: 0, updatedBy: null, updatedAt: null }
    }
    return {
      key,
      value: row.value,
      version: row.version,
      updatedBy: { id: row.updated_by, displayName: row.display_name },
      updatedAt: row.updated_at.toISOString(),
    }
  })
}
