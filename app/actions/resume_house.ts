import type { HousePauseOrder, HousePauseResult } from '#actions/pause_house'
import { recordAct } from '#actions/record_act'
import type { DeedDesk } from '#bidding/deed_desk'
import { inTransaction, type PgPool } from '#database/pg_pool'

/**
 * Resumes the house and every auction that was paused with it; each gets back the time it was
 * paused. What a moderator paused alone stays so.
 */
export class ResumeHouse {
  constructor(
    private readonly pool: PgPool,
    private readonly desk: DeedDesk
  ) {}

  async execute({ actorId, reason }: HousePauseOrder): Promise<HousePauseResult> {
    const wasPaused = await inTransaction(this.pool, async (client) => {
      const answer = await client.query(
        'UPDATE house SET paused_at = NULL, pause_reason = NULL WHERE paused_at IS NOT NULL'
      )
      if (answer.rowCount === 0) return false
      const subject = { subjectType: 'house' as const, subjectId: null }
      await recordAct(client, { actorId, action: 'house.resumed', ...subject, reason })
      return true
    })
    if (!wasPaused) return { ok: false, code: 'not_paused' }
    return { ok: true, auctionCount: await this.#resumeAuctions({ actorId, reason }) }
  }

  async #resumeAuctions({ actorId, reason }: HousePauseOrder): Promise<number> {
    const paused = await this.pool.query<{ auction_id: string }>(
      `SELECT s.auction_id FROM auction_states s JOIN LATERAL (
         SELECT data FROM auction_deeds d WHERE d.auction_id = s.auction_id AND d.type = 'pause'
         ORDER BY d.version DESC LIMIT 1
       ) latest ON (latest.data->>'isOfHouse')::boolean
       WHERE s.status = 'paused' ORDER BY s.ends_at`
    )
    let count = 0
    for (const { auction_id: auctionId } of paused.rows) {
      const deed = { type: 'resume' as const }
      const answer = await this.desk.perform({ auctionId, deed, actorId, reason })
      if (answer.accepted) count++
    }
    return count
  }
}
