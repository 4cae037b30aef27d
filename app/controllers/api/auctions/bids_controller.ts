import type { HttpContext } from '@adonisjs/core/http'
import type { BidAnswer } from '#bidding/bid_batch'
import type { BidDesk } from '#bidding/bid_desk'
import { readIdempotencyKey } from '#controllers/api/auctions/idempotency_key'
import { sendProblem } from '#exceptions/handler'
import { problemOf } from '#exceptions/problems'
import { authorize } from '#middleware/authenticate'
import { readJson } from '#middleware/read_json'
import { isWithinLimit } from '#middleware/limit'
import { bidValidator } from '#validators/auctions'

/**
 * The hot path, kept bare: made once, bound to its route as a function, no middleware
 * (docs/adr/0005-the-bare-bid-route.md).
 */
export default class BidsController {
  constructor(private readonly desk: BidDesk) {}

  /** Places a bid. */
  store = async (ctx: HttpContext) => {
    const { userId } = await authorize(ctx, 'bids.place')
    if (!(await isWithinLimit(ctx, 'bids', userId))) return
    const { maximum } = await bidValidator.validate(await readJson(ctx.request.request))
    const answer = await this.desk.place({
      auctionId: ctx.params.id,
      bidderId: userId,
      maximum,
      idempotencyKey: readIdempotencyKey(ctx),
    })
    sendAnswer(ctx, answer)
  }
}

function sendAnswer(ctx: HttpContext, answer: BidAnswer) {
  if (!answer.accepted) {
    const { code } = answer
    const minimum = 'minimum' in answer ? answer.minimum : undefined
    sendProblem(ctx, problemOf(code, { minimum }))
    return
  }
  const { endsAt, ...receipt } = answer.receipt
  const data = { ...receipt, endsAt: new Date(endsAt).toISOString() }
  ctx.response.status(201).json({ data })
}
