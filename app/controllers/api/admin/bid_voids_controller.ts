import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModerateAuction } from '#actions/moderate_auction'
import { moderate } from '#controllers/api/admin/moderate'
import { EventLog } from '#live/event_log'
import { bidVoidValidator } from '#validators/moderation'

@inject()
export default class BidVoidsController {
  constructor(
    readonly action: ModerateAuction,
    readonly log: EventLog
  ) {}

  /** Voids one bid, or all of a bidder's. */
  async store(ctx: HttpContext) {
    const { bidId, bidderId, reason } = await ctx.request.validateUsing(bidVoidValidator)
    const deed = bidId
      ? { type: 'void' as const, bidId }
      : { type: 'void_bidder' as const, bidderId: bidderId ?? '' }
    return moderate(ctx, this, { deed, reason })
  }
}
