import type { Page } from '#queries/browse_auctions'

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

export type PageQuery = { limit?: number; cursor?: string }

/** A page of rows in the order of their ids, the oldest first. Null for a bad cursor. */
export async function pageById<Row extends { id: string }, Item>(
  { limit = 50, cursor = BEFORE_ALL }: PageQuery,
  read: (after: string, limit: number) => Promise<Row[]>,
  itemOf: (row: Row) => Item
): Promise<Page<Item> | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(cursor)) return null
  const found = await read(cursor, limit + 1)
  const rows = found.slice(0, limit)
  const nextCursor = found.length > limit ? (rows.at(-1)?.id ?? null) : null
  return { data: rows.map(itemOf), meta: { nextCursor } }
}
