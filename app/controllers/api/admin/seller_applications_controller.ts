import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { listApplications } from '#queries/seller_applications'
import { applicationsValidator } from '#validators/sellers'

export default class SellerApplicationsController {
  /** Who asks to sell, the oldest first. */
  async index({ request }: HttpContext) {
    const page = await listApplications(await applicationsValidator.validate(request.qs()))
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }
}
