import { recordAct } from '#actions/record_act'
import type { DeedAnswer, DeedDesk, DeedOrder, HouseDeed } from '#bidding/deed_desk'
import type { PgClient } from '#database/pg_pool'
import { isOwnCase } from '#domain/conflict'

export type ModerationOrder = {
  auctionId: string
  /** Null: an operator at the command line. */
  actorId: string | null
  deed: HouseDeed
  reason: string
}

const ACTS: Record<HouseDeed['type'], string> = {
  void: 'bid.voided',
  void_bidder: 'bidder.voided',
  cancel: 'auction.cancelled',
  extend: 'auction.extended',
  pause: 'auction.paused',
  resume: 'auction.resumed',
}

/** A deed of staff on an auction, with its row in the audit log in the same transaction. */
export class ModerateAuction {
  constructor(private readonly desk: DeedDesk) {}

  execute(order: ModerationOrder): Promise<DeedAnswer> {
    return this.desk.perform(deedOfStaff(order))
  }
}

/** As the desk takes it, for those who perform it in a transaction of their own. */
export function deedOfStaff({ auctionId, actorId, deed, reason }: ModerationOrder): DeedOrder {
  return {
    auctionId,
    deed,
    actorId,
    reason,
    isOwnCase: (client, { terms }) => isOwnAuction(client, auctionId, terms.sellerId, actorId),
    alongside: (client, before, after) =>
      recordAct(client, {
        actorId,
        action: ACTS[deed.type],
        subjectType: 'auction',
        subjectId: auctionId,
        reason,
        data: {
          ...deed,
          priceBefore: before.state.price,
          priceAfter: after.state.price,
          endsAtBefore: new Date(before.state.endsAt).toISOString(),
          endsAtAfter: new Date(after.state.endsAt).toISOString(),
        },
      }),
  }
}

/** Whether the actor sells in this auction, or a bid of theirs stands in it. */
export async function isOwnAuction(
  client: PgClient,
  auctionId: string,
  sellerId: string,
  actorId: string | null
): Promise<boolean> {
  const answer = await client.query<{ bidder_id: string }>(
    `SELECT bidder_id FROM bids
     WHERE auction_id = $1 AND bidder_id = $2 AND voided_version IS NULL LIMIT 1`,
    [auctionId, actorId]
  )
  const standingBidderIds = answer.rows.map((row) => row.bidder_id)
  return isOwnCase(actorId, { sellerId, standingBidderIds })
}
