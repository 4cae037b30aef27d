import { rewriteCatalogue, type FieldInUse, type Rewritten } from '#actions/rewrite_catalogue'
import type { PgPool } from '#database/pg_pool'
import {
  changeCatalogue,
  type CatalogueChange,
  type CatalogueRefusal,
} from '#domain/catalogue_changes'

export type EditResult = Rewritten | CatalogueRefusal | FieldInUse

export type CatalogueOrder = { actorId: string | null; change: CatalogueChange }

/** One change of the catalogue, with its rows in the audit log in the same transaction. */
export class EditCatalogue {
  constructor(private readonly pool: PgPool) {}

  execute({ actorId, change }: CatalogueOrder): Promise<EditResult> {
    const order = { actorId, reason: 'The catalogue was edited' }
    return rewriteCatalogue(this.pool, order, (catalogue) => changeCatalogue(catalogue, change))
  }
}
