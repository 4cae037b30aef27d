import type { HttpContext } from '@adonisjs/core/http'
import type { ModerateAuction } from '#actions/moderate_auction'
import type { HouseDeed } from '#bidding/deed_desk'
import { Refusal } from '#exceptions/refusal'
import type { EventLog } from '#live/event_log'
import { principalOf } from '#middleware/access_middleware'
import { showAuction } from '#queries/show_auction'

/** Performs a deed of staff for a request, and answers with the auction as it is after it. */
export async function moderate(
  ctx: HttpContext,
  { action, log }: { action: ModerateAuction; log: EventLog },
  { deed, reason }: { deed: HouseDeed; reason: string }
) {
  const { id: auctionId } = ctx.params
  const answer = await action.execute({ auctionId, actorId: principalOf(ctx).userId, deed, reason })
  if (!answer.accepted) throw new Refusal(answer.code)
  return ctx.response.created({ data: await showAuction(log, auctionId, null) })
}
