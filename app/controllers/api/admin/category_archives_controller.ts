import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { EditCatalogue } from '#actions/edit_catalogue'
import { editCatalogue, editCategory } from '#controllers/api/admin/edit_catalogue'

@inject()
export default class CategoryArchivesController {
  constructor(private action: EditCatalogue) {}

  /** Hides a category, with everything under it, from the public. */
  async update(ctx: HttpContext) {
    const { id: categoryId } = ctx.params
    const change = { type: 'archive_category' as const, categoryId, isArchived: true }
    return { data: await editCategory(ctx, this.action, categoryId, change) }
  }

  /** Shows it again. */
  async destroy(ctx: HttpContext) {
    const { id: categoryId } = ctx.params
    const change = { type: 'archive_category' as const, categoryId, isArchived: false }
    await editCatalogue(ctx, this.action, change)
    return ctx.response.noContent()
  }
}
