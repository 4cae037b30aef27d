import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { v7 as uuidv7 } from 'uuid'
import { EditCatalogue } from '#actions/edit_catalogue'
import { editCatalogue, editCategory } from '#controllers/api/admin/edit_catalogue'
import { ifMatch } from '#middleware/if_match'
import { readCatalogue } from '#database/catalogue'
import { treeOf } from '#transformers/catalogue'
import { categoryValidator, newCategoryValidator } from '#validators/catalogue'

@inject()
export default class CategoriesController {
  constructor(private action: EditCatalogue) {}

  /** The whole tree, archived categories too. */
  async index() {
    return { data: treeOf(await readCatalogue((sql) => db.rawQuery(sql))) }
  }

  /** Makes a category. */
  async store(ctx: HttpContext) {
    const { position, ...body } = await ctx.request.validateUsing(newCategoryValidator)
    const { name, slug, icon = null, parentId = null } = body
    const category = { id: uuidv7(), parentId, name, slug, icon }
    const change = { type: 'create_category' as const, category, position }
    return ctx.response.created({ data: await editCategory(ctx, this.action, category.id, change) })
  }

  /** Changes its name, slug, icon or position among its siblings. */
  async update(ctx: HttpContext) {
    const { id: categoryId } = ctx.params
    const { position, ...changes } = await ctx.request.validateUsing(categoryValidator)
    const version = ifMatch(ctx)
    const change = { type: 'edit_category' as const, categoryId, version, changes, position }
    return { data: await editCategory(ctx, this.action, categoryId, change) }
  }

  /** Deletes a category that nothing uses, with its fields. */
  async destroy(ctx: HttpContext) {
    await editCatalogue(ctx, this.action, { type: 'delete_category', categoryId: ctx.params.id })
    return ctx.response.noContent()
  }
}
