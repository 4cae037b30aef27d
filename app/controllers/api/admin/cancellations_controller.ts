import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModerateAuction } from '#actions/moderate_auction'
import { moderate } from '#controllers/api/admin/moderate'
import { EventLog } from '#live/event_log'
import { reasonValidator } from '#validators/moderation'

@inject()
export default class CancellationsController {
  constructor(
    readonly action: ModerateAuction,
    readonly log: EventLog
  ) {}

  /** Cancels an auction, with or without bids. */
  async store(ctx: HttpContext) {
    const { reason } = await ctx.request.validateUsing(reasonValidator)
    return moderate(ctx, this, { deed: { type: 'cancel', by: 'moderator' }, reason })
  }
}
