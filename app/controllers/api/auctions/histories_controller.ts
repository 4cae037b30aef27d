import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { auctionHistory } from '#queries/auction_history'
import { pageValidator } from '#validators/auctions'

@inject()
export default class HistoriesController {
  constructor(private log: EventLog) {}

  /** The public history, with bidders under their alias in this auction. */
  async show({ params, request }: HttpContext) {
    const query = await pageValidator.validate(request.qs())
    if (!(await this.log.snapshot(params.id))) throw new Refusal('auction_not_found')
    const page = await auctionHistory(params.id, query)
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }
}
