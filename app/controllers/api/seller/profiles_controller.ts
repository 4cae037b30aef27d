import type { HttpContext } from '@adonisjs/core/http'
import { UpdateSellerProfile } from '#actions/update_seller_profile'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { showSeller } from '#queries/sellers'
import { sellerProfileValidator } from '#validators/sellers'

export default class ProfilesController {
  /** The seller's own profile, private details included. */
  async show(ctx: HttpContext) {
    const seller = await showSeller(principalOf(ctx).userId)
    if (!seller) throw new Refusal('seller_not_found')
    return { data: seller.own }
  }

  /** Changes what is given of it. */
  async update(ctx: HttpContext) {
    const change = await ctx.request.validateUsing(sellerProfileValidator)
    const isChanged = await new UpdateSellerProfile().execute(principalOf(ctx).userId, change)
    if (!isChanged) throw new Refusal('seller_not_found')
    return this.show(ctx)
  }
}
