import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { ChangeSetting } from '#actions/change_setting'
import type { HouseSettings, SettingKey } from '#domain/settings'
import { CurrentSettings } from '#queries/current_settings'
import type { Person } from '#tests/helpers/cast'

/** An admin sets something of the house, whatever its version is. */
export async function setHouse<Key extends SettingKey>(
  admin: Person,
  key: Key,
  value: HouseSettings[Key],
  applyToScheduled = false
) {
  const row = await db.from('house_settings').where('key', key).select('version').first()
  const version: number = row?.version ?? 0
  const action = await app.container.make(ChangeSetting)
  const order = { key, value, version, actorId: admin.id, applyToScheduled }
  const result = await action.execute<Key>({ ...order, reason: 'The board decided so' })
  if (!result.ok) throw new Error(result.code)
  const current = await app.container.make(CurrentSettings)
  current.forget()
  return result
}
