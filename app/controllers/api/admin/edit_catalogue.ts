import type { HttpContext } from '@adonisjs/core/http'
import type { EditCatalogue } from '#actions/edit_catalogue'
import type { Catalogue } from '#domain/catalogue'
import type { CatalogueChange } from '#domain/catalogue_changes'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { categoryOf, type CategoryAnswer } from '#transformers/catalogue'

/** Changes the catalogue for a request, and gives it as it is after that. */
export async function editCatalogue(
  ctx: HttpContext,
  action: EditCatalogue,
  change: CatalogueChange
): Promise<Catalogue> {
  const result = await action.execute({ actorId: principalOf(ctx).userId, change })
  if (result.ok) return result.catalogue
  if (result.code !== 'validation_failed') throw new Refusal(result.code)
  const { faults } = result
  throw new Refusal(result.code, { detail: faults[0].message, errors: faults })
}

/** As `editCatalogue`, and gives one category of it. */
export async function editCategory(
  ctx: HttpContext,
  action: EditCatalogue,
  categoryId: string,
  change: CatalogueChange
): Promise<CategoryAnswer> {
  const catalogue = await editCatalogue(ctx, action, change)
  const category = catalogue.find(({ id }) => id === categoryId)
  if (!category) throw new Error(`The category ${categoryId} went away while it was changed`)
  return categoryOf(catalogue, category)
}
