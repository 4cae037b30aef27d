import { recordAct } from '#actions/record_act'
import type { DeedDesk } from '#bidding/deed_desk'
import { inTransaction, type PgPool } from '#database/pg_pool'

export type HousePauseOrder = { actorId: string | null; reason: string }

export type HousePauseResult =
  { ok: true; auctionCount: number } | { ok: false; code: 'already_paused' | 'not_paused' }

/**
 * Pauses every auction that is not over, scheduled ones too; what is opened meanwhile is opened
 * paused. Each pause is a deed of its auction.
 */
export class PauseHouse {
  constructor(
    private readonly pool: PgPool,
    private readonly desk: DeedDesk
  ) {}

  async execute({ actorId, reason }: HousePauseOrder): Promise<HousePauseResult> {
    const isFirst = await inTransaction(this.pool, async (client) => {
      const answer = await client.query(
        `UPDATE house SET paused_at = clock_timestamp(), pause_reason = $1
         WHERE paused_at IS NULL`,
        [reason]
      )
      if (answer.rowCount === 0) return false
      const subject = { subjectType: 'house' as const, subjectId: null }
      await recordAct(client, { actorId, action: 'house.paused', ...subject, reason })
      return true
    })
    if (!isFirst) return { ok: false, code: 'already_paused' }
    return { ok: true, auctionCount: await this.#pauseAuctions({ actorId, reason }) }
  }

  async #pauseAuctions({ actorId, reason }: HousePauseOrder): Promise<number> {
    const open = await this.pool.query<{ auction_id: string }>(
      `SELECT auction_id FROM auction_states WHERE status = 'open' ORDER BY close_check_at`
    )
    let count = 0
    for (const { auction_id: auctionId } of open.rows) {
      const deed = { type: 'pause' as const, isOfHouse: true }
      const answer = await this.desk.perform({ auctionId, deed, actorId, reason })
      if (answer.accepted) count++
    }
    return count
  }
}
