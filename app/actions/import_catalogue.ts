import { v7 as uuidv7 } from 'uuid'
import { rewriteCatalogue } from '#actions/rewrite_catalogue'
import type { PgPool } from '#database/pg_pool'
import type { Difference } from '#domain/catalogue_differences'
import { takeEntries, type CategoryEntry } from '#domain/catalogue_file'

export type ImportOrder = {
  actorId: string | null
  entries: readonly CategoryEntry[]
  /** Only finds out what would change. */
  isDryRun: boolean
}

export type ImportResult = { ok: true; differences: Difference[] } | { ok: false; fault: string }

/** Takes over a catalogue from a file: all of it or nothing; a second time changes nothing. */
export class ImportCatalogue {
  constructor(private readonly pool: PgPool) {}

  async execute({ entries, ...order }: ImportOrder): Promise<ImportResult> {
    const result = await rewriteCatalogue(
      this.pool,
      { ...order, reason: 'A catalogue was imported' },
      (catalogue) => takeEntries(catalogue, entries, uuidv7)
    )
    if (result.ok) return result
    if ('fault' in result) return { ok: false, fault: result.fault }
    return { ok: false, fault: `the field ${result.field.key}: ${result.faults[0].message}` }
  }
}
