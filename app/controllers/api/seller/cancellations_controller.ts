import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { DeedDesk } from '#bidding/deed_desk'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { principalOf } from '#middleware/access_middleware'
import { showAuction } from '#queries/show_auction'

@inject()
export default class CancellationsController {
  constructor(
    private desk: DeedDesk,
    private log: EventLog
  ) {}

  /** Cancels the seller's own auction while it has no bids. */
  async store(ctx: HttpContext) {
    const { id } = ctx.params
    const { userId } = principalOf(ctx)
    const auction = await showAuction(this.log, id, null)
    // Another seller's auction is public, but not theirs to cancel.
    if (!auction) throw new Refusal('auction_not_found')
    if (auction.seller.id !== userId) throw new Refusal('forbidden')
    const answer = await this.desk.perform({
      auctionId: id,
      deed: { type: 'cancel', by: 'seller' },
      actorId: userId,
      reason: 'Cancelled by the seller',
    })
    if (!answer.accepted) throw new Refusal(answer.code)
    return ctx.response.created({ data: await showAuction(this.log, id, null) })
  }
}
