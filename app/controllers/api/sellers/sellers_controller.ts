import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { showSeller } from '#queries/sellers'

export default class SellersController {
  /** A seller as everybody sees them. */
  async show({ params }: HttpContext) {
    const seller = await showSeller(params.id)
    if (!seller) throw new Refusal('seller_not_found')
    return { data: seller.publicly }
  }
}
