import { recordAct } from '#actions/record_act'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import type { Catalogue, Field } from '#domain/catalogue'
import { differencesOf, withNewVersions, type Difference } from '#domain/catalogue_differences'
import { changeFaults, type FieldUse } from '#domain/category_fields'
import type { Fault } from '#domain/opening'
import { readCatalogue } from '#database/catalogue'

export type Rewritten = { ok: true; catalogue: Catalogue; differences: Difference[] }

/** Listings use a field in a way that forbids its change. */
export type FieldInUse = { ok: false; code: 'validation_failed'; field: Field; faults: Fault[] }

/**
 * Changes the catalogue while nobody else does: reads all of it, lets `change` make another of it,
 * and writes what differs, each difference in the audit log. A dry run writes nothing.
 */
export async function rewriteCatalogue<Refusal extends { ok: false }>(
  pool: PgPool,
  order: { actorId: string | null; reason: string; isDryRun?: boolean },
  change: (before: Catalogue) => { ok: true; catalogue: Catalogue } | Refusal
): Promise<Rewritten | FieldInUse | Refusal> {
  return inTransaction(pool, async (client) => {
    // Readers go on meanwhile.
    await client.query('LOCK TABLE categories IN SHARE ROW EXCLUSIVE MODE')
    const before = await readCatalogue((sql) => client.query(sql))
    const changed = change(before)
    if (!changed.ok) return changed
    const inUse = await fieldInUse(before, changed.catalogue)
    if (inUse) return inUse
    const differences = differencesOf(before, changed.catalogue)
    const catalogue = withNewVersions(before, changed.catalogue, differences)
    if (!order.isDryRun) {
      await write(client, before, catalogue)
      for (const difference of differences) await record(client, order, difference)
    }
    return { ok: true, catalogue, differences }
  })
}

/** The first field that may not be changed like this, for the sake of what uses it. */
async function fieldInUse(before: Catalogue, after: Catalogue): Promise<FieldInUse | null> {
  const known = fieldsById(before)
  for (const [fieldId, field] of fieldsById(after)) {
    const old = known.get(fieldId)
    if (!old) continue
    const faults = changeFaults(old, field, await fieldUse(fieldId))
    if (faults.length > 0) return { ok: false, code: 'validation_failed', field, faults }
  }
  return null
}

/** What values of listings use of a field. No table holds values yet, so nothing is used. */
async function fieldUse(_fieldId: string): Promise<FieldUse> {
  return { isUsed: false, choices: new Set() }
}

function fieldsById(catalogue: Catalogue): Map<string, Field> {
  return new Map(catalogue.flatMap(({ fields }) => fields.map((field) => [field.id, field])))
}

type Row = { id: string }

async function write(client: PgClient, before: Catalogue, after: Catalogue) {
  const categories = rowChanges(categoryRows(before), categoryRows(after))
  const fields = rowChanges(fieldRows(before), fieldRows(after))
  await client.query('DELETE FROM category_fields WHERE id = ANY($1)', [fields.gone])
  await client.query('DELETE FROM categories WHERE id = ANY($1)', [categories.gone])
  await client.query(
    `INSERT INTO categories AS c (id, parent_id, name, slug, icon, position, version, archived_at)
     SELECT id, "parentId", name, slug, icon, position, version,
       CASE WHEN "isArchived" THEN clock_timestamp() END
     FROM jsonb_to_recordset($1) AS r (id uuid, "parentId" uuid, name text, slug text, icon text,
       position integer, version integer, "isArchived" boolean)
     ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name,
       slug = excluded.slug, icon = excluded.icon, position = excluded.position,
       version = excluded.version, updated_at = clock_timestamp(),
       archived_at = CASE WHEN excluded.archived_at IS NOT NULL
         THEN coalesce(c.archived_at, excluded.archived_at) END`,
    [JSON.stringify(categories.changed)]
  )
  await client.query(
    `INSERT INTO category_fields (id, category_id, key, label, type, unit, is_required, limits,
       choices, is_filterable, show_in_list, help, position)
     SELECT id, "categoryId", key, label, type, unit, required, limits, choices, filterable,
       "showInList", help, position
     FROM jsonb_to_recordset($1) AS r (id uuid, "categoryId" uuid, key text, label jsonb,
       type text, unit text, required boolean, limits jsonb, choices jsonb, filterable boolean,
       "showInList" boolean, help jsonb, position integer)
     ON CONFLICT (id) DO UPDATE SET label = excluded.label, type = excluded.type,
       unit = excluded.unit, is_required = excluded.is_required, limits = excluded.limits,
       choices = excluded.choices, is_filterable = excluded.is_filterable,
       show_in_list = excluded.show_in_list, help = excluded.help, position = excluded.position,
       updated_at = clock_timestamp()`,
    [JSON.stringify(fields.changed)]
  )
}

function categoryRows(catalogue: Catalogue): Row[] {
  const counts = new Map<string | null, number>()
  return catalogue.map(({ fields: _fields, ...category }) => {
    const position = counts.get(category.parentId) ?? 0
    counts.set(category.parentId, position + 1)
    return { ...category, position }
  })
}

function fieldRows(catalogue: Catalogue): Row[] {
  return catalogue.flatMap(({ id: categoryId, fields }) =>
    fields.map((field, position) => ({ ...field, categoryId, position }))
  )
}

function rowChanges(before: readonly Row[], after: readonly Row[]) {
  const known = new Set(before.map((row) => JSON.stringify(row)))
  const kept = new Set(after.map(({ id }) => id))
  return {
    gone: before.map(({ id }) => id).filter((id) => !kept.has(id)),
    changed: after.filter((row) => !known.has(JSON.stringify(row))),
  }
}

async function record(
  client: PgClient,
  { actorId, reason }: { actorId: string | null; reason: string },
  { act, categoryId, subject, before, after }: Difference
) {
  await recordAct(client, {
    actorId,
    action: act,
    subjectType: 'category',
    subjectId: categoryId,
    reason,
    data: { subject, before, after },
  })
}
