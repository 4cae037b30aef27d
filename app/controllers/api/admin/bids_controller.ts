import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { staffBids } from '#queries/staff_bids'
import { pageValidator } from '#validators/auctions'

@inject()
export default class BidsController {
  constructor(private log: EventLog) {}

  /** Who bid when; the maximum of a bid that stands unbeaten is hidden. */
  async index({ params, request }: HttpContext) {
    const query = await pageValidator.validate(request.qs())
    if (!(await this.log.snapshot(params.id))) throw new Refusal('auction_not_found')
    const page = await staffBids(params.id, query)
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }
}
