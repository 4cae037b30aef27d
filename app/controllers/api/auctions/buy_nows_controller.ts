import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { BuyNowDesk } from '#bidding/buy_now_desk'
import { readIdempotencyKey } from '#controllers/api/auctions/idempotency_key'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { isWithinLimit } from '#middleware/limit'

@inject()
export default class BuyNowsController {
  constructor(private desk: BuyNowDesk) {}

  /** Buys at once. */
  async store(ctx: HttpContext) {
    const { userId } = principalOf(ctx)
    if (!(await isWithinLimit(ctx, 'bids', userId))) return
    const answer = await this.desk.buy({
      auctionId: ctx.params.id,
      buyerId: userId,
      idempotencyKey: readIdempotencyKey(ctx),
    })
    if (!answer.accepted) throw new Refusal(answer.code)
    const { endsAt, ...receipt } = answer.receipt
    return ctx.response.created({ data: { ...receipt, endsAt: new Date(endsAt).toISOString() } })
  }
}
