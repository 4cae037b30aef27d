import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { v7 as uuidv7 } from 'uuid'
import { EditCatalogue } from '#actions/edit_catalogue'
import { editCatalogue } from '#controllers/api/admin/edit_catalogue'
import type { Catalogue } from '#domain/catalogue'
import { wholeDefinition } from '#domain/category_fields'
import { fieldValidator, newFieldValidator } from '#validators/catalogue'

@inject()
export default class FieldsController {
  constructor(private action: EditCatalogue) {}

  /** Defines a field of a category, which its children inherit. */
  async store(ctx: HttpContext) {
    const { position, ...body } = await ctx.request.validateUsing(newFieldValidator)
    const field = { id: uuidv7(), ...wholeDefinition(body) }
    const { id: categoryId } = ctx.params
    const change = { type: 'define_field' as const, categoryId, field, position }
    const catalogue = await editCatalogue(ctx, this.action, change)
    return ctx.response.created({ data: fieldIn(catalogue, field.id) })
  }

  /** Changes a definition; what is left out stays. */
  async update(ctx: HttpContext) {
    const { id: fieldId } = ctx.params
    const { position, ...changes } = await ctx.request.validateUsing(fieldValidator)
    const change = { type: 'edit_field' as const, fieldId, changes, position }
    return { data: fieldIn(await editCatalogue(ctx, this.action, change), fieldId) }
  }

  /** Deletes a definition. */
  async destroy(ctx: HttpContext) {
    await editCatalogue(ctx, this.action, { type: 'delete_field', fieldId: ctx.params.id })
    return ctx.response.noContent()
  }
}

function fieldIn(catalogue: Catalogue, fieldId: string) {
  return catalogue.flatMap(({ fields }) => fields).find(({ id }) => id === fieldId)
}
