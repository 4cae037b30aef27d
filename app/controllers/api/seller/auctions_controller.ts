import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { OpenAuction } from '#actions/open_auction'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { principalOf } from '#middleware/access_middleware'
import { showAuction } from '#queries/show_auction'
import { openAuctionValidator } from '#validators/auctions'

@inject()
export default class AuctionsController {
  constructor(
    private openAuction: OpenAuction,
    private log: EventLog
  ) {}

  /** Opens an auction of a new listing. */
  async store(ctx: HttpContext) {
    const { userId } = principalOf(ctx)
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
