import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { browseAuctions } from '#queries/browse_auctions'
import { showAuction } from '#queries/show_auction'
import { browseValidator } from '#validators/auctions'

@inject()
export default class AuctionsController {
  constructor(private log: EventLog) {}

  /** Lots to browse, a page at a time. */
  async index({ request }: HttpContext) {
    const page = await browseAuctions(await browseValidator.validate(request.qs()))
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }

  /** One auction; a signed-in bidder also learns how they stand. */
  async show({ params, principal }: HttpContext) {
    const auction = await showAuction(this.log, params.id, principal?.userId ?? null)
    if (!auction) throw new Refusal('auction_not_found')
    return { data: auction }
  }
}
