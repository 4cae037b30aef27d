import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModerateAuction } from '#actions/moderate_auction'
import { moderate } from '#controllers/api/admin/moderate'
import { EventLog } from '#live/event_log'
import { extensionValidator } from '#validators/moderation'

@inject()
export default class ExtensionsController {
  constructor(
    readonly action: ModerateAuction,
    readonly log: EventLog
  ) {}

  /** Sets a later end. */
  async store(ctx: HttpContext) {
    const { endsAt, reason } = await ctx.request.validateUsing(extensionValidator)
    return moderate(ctx, this, { deed: { type: 'extend', endsAt }, reason })
  }
}
