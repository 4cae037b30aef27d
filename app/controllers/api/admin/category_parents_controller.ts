import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { EditCatalogue } from '#actions/edit_catalogue'
import { editCategory } from '#controllers/api/admin/edit_catalogue'
import { ifMatch } from '#middleware/if_match'
import { categoryParentValidator } from '#validators/catalogue'

@inject()
export default class CategoryParentsController {
  constructor(private action: EditCatalogue) {}

  /** Moves a category, with everything under it, to another parent or to the top. */
  async update(ctx: HttpContext) {
    const { id: categoryId } = ctx.params
    const body = await ctx.request.validateUsing(categoryParentValidator)
    const change = { type: 'move_category' as const, categoryId, version: ifMatch(ctx), ...body }
    return { data: await editCategory(ctx, this.action, categoryId, change) }
  }
}
