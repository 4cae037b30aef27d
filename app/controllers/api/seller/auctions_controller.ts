import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { OpenAuction } from '#actions/open_auction'
import { skipsReview } from '#domain/settings'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { principalOf } from '#middleware/access_middleware'
import { CurrentSettings } from '#queries/current_settings'
import { isTrustedSeller } from '#queries/sellers'
import { showAuction } from '#queries/show_auction'
import { openAuctionValidator } from '#validators/auctions'

@inject()
export default class AuctionsController {
  constructor(
    private openAuction: OpenAuction,
    private log: EventLog,
    private settings: CurrentSettings
  ) {}

  /** Opens an auction of a new listing: the short way, for sellers who skip review. */
  async store(ctx: HttpContext) {
    const { userId } = principalOf(ctx)
    if (!skipsReview(await this.settings.get(), await isTrustedSeller(userId))) {
      throw new Refusal('review_required')
    }
    const body = await ctx.request.validateUsing(openAuctionValidator)
    const result = await this.openAuction.execute({
      ...body,
      sellerId: userId,
      reserve: body.reserve ?? null,
      buyNow: body.buyNow ?? null,
      softClose: body.softClose && {
        ...body.softClose,
        hardEndsAt: body.softClose.hardEndsAt ?? null,
      },
    })
    if (!result.ok) {
      throw new Refusal(result.code, {
        detail: result.faults[0].message,
        errors: result.faults,
      })
    }
    return ctx.response.created({ data: await showAuction(this.log, result.auctionId, null) })
  }
}
