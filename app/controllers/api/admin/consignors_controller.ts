import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { SaveConsignor } from '#actions/save_consignor'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { listConsignors, showConsignor } from '#queries/consignors'
import { pageValidator } from '#validators/auctions'
import { consignorChangeValidator, consignorValidator } from '#validators/consignors'

@inject()
export default class ConsignorsController {
  constructor(private saveConsignor: SaveConsignor) {}

  /** Those for whom the house sells, the oldest first. */
  async index({ request }: HttpContext) {
    const page = await listConsignors(await pageValidator.validate(request.qs()))
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }

  async show({ params }: HttpContext) {
    const data = await showConsignor(params.id)
    if (!data) throw new Refusal('consignor_not_found')
    return { data }
  }

  /** Adds one. */
  async store(ctx: HttpContext) {
    const body = await ctx.request.validateUsing(consignorValidator)
    const consignor = { ...body, address: body.address ?? '', note: body.note ?? '' }
    const id = await this.saveConsignor.create(principalOf(ctx).userId, consignor)
    return ctx.response.created({ data: await showConsignor(id) })
  }

  /** Changes what is given of one. */
  async update(ctx: HttpContext) {
    const change = await ctx.request.validateUsing(consignorChangeValidator)
    const { userId } = principalOf(ctx)
    const result = await this.saveConsignor.change(userId, ctx.params.id, change)
    if (!result.ok) throw new Refusal(result.code)
    return this.show(ctx)
  }
}
