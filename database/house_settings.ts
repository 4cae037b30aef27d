import type { PgClient } from '#database/pg_pool'
import { isSettingKey, type HouseSettings } from '#domain/settings'

/** The advisory lock that openings share and that a change of settings holds alone. */
const LOCK = `hashtext('house_settings')`

/** Settings as they are committed: rows over defaults. */
export async function readSettings(
  client: Pick<PgClient, 'query'>,
  defaults: HouseSettings
): Promise<HouseSettings> {
  const answer = await client.query<{ key: string; value: unknown }>({
    name: 'settings',
    text: 'SELECT key, value FROM house_settings',
  })
  const known = answer.rows.filter(({ key }) => isSettingKey(key))
  return { ...defaults, ...Object.fromEntries(known.map(({ key, value }) => [key, value])) }
}

/** Until the transaction ends no setting changes. */
export async function holdSettings(client: PgClient) {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${LOCK})`)
}

/** Until the transaction ends no auction is opened: none misses a change, none is missed by it. */
export async function lockSettings(client: PgClient) {
  await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`)
}
