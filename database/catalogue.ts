import type { Catalogue, Category, Field } from '#domain/catalogue'

type Row = Omit<Category, 'parentId' | 'isArchived' | 'fields'> & {
  parent_id: string | null
  is_archived: boolean
  fields: Field[]
}

/** Every category with its fields, in one query. */
const CATALOGUE = `
  SELECT c.id, c.parent_id, c.name, c.slug, c.icon, c.archived_at IS NOT NULL AS is_archived,
    c.version, coalesce(f.fields, '[]') AS fields
  FROM categories c LEFT JOIN (
    SELECT category_id, jsonb_agg(jsonb_build_object('id', id, 'key', key, 'label', label,
      'type', type, 'unit', unit, 'required', is_required, 'limits', limits, 'choices', choices,
      'filterable', is_filterable, 'showInList', show_in_list, 'help', help) ORDER BY position) AS fields
    FROM category_fields GROUP BY category_id
  ) f ON f.category_id = c.id
  ORDER BY c.position, c.id`

/** Reads the whole catalogue through whatever runs SQL. */
export async function readCatalogue(
  run: (sql: string) => Promise<{ rows: Row[] }>
): Promise<Catalogue> {
  const { rows } = await run(CATALOGUE)
  return rows.map(({ parent_id: parentId, is_archived: isArchived, ...category }) => ({
    ...category,
    parentId,
    isArchived,
  }))
}
