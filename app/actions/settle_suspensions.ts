import { deedOfStaff } from '#actions/moderate_auction'
import { lockRecord } from '#bidding/auction_record'
import { performIn } from '#bidding/deed_desk'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { fateOnSuspension } from '#domain/suspension'

/** `since` as the database writes it, so that a later suspension is another one. */
type Suspension = { seller_id: string; since: string }

const REASON = 'The seller was suspended'

/**
 * Settles what suspended sellers have running, each auction in a transaction of its own: it is
 * cancelled, or put before staff. Whoever is cut short leaves the rest to the next, and what was
 * settled is not settled twice.
 */
export class SettleSuspensions {
  /** `onCancelled` is told which auctions have new committed events. */
  constructor(
    private readonly pool: PgPool,
    private readonly onCancelled: (auctionIds: string[]) => void
  ) {}

  async execute() {
    const waiting = await this.pool.query<Suspension>(
      `SELECT id AS seller_id, suspended_at::text AS since FROM users
       WHERE suspended_at IS NOT NULL AND suspension_settled_at IS NULL ORDER BY suspended_at`
    )
    for (const suspension of waiting.rows) await this.#settle(suspension)
  }

  async #settle(suspension: Suspension) {
    const running = await this.pool.query<{ id: string }>(
      `SELECT a.id FROM auctions a JOIN auction_states s ON s.auction_id = a.id
       WHERE a.seller_id = $1 AND s.status IN ('open', 'paused') ORDER BY a.id`,
      [suspension.seller_id]
    )
    for (const { id } of running.rows) {
      const isCancelled = await inTransaction(this.pool, (client) =>
        settleAuction(client, suspension, id)
      )
      if (isCancelled) this.onCancelled([id])
    }
    await this.pool.query(
      `UPDATE users SET suspension_settled_at = clock_timestamp()
       WHERE id = $1 AND suspended_at = $2::timestamptz`,
      [suspension.seller_id, suspension.since]
    )
  }
}

/** Answers whether it was cancelled. */
async function settleAuction(
  client: PgClient,
  { seller_id: sellerId, since }: Suspension,
  auctionId: string
): Promise<boolean> {
  const seller = await client.query(
    'SELECT FROM users WHERE id = $1 AND suspended_at = $2::timestamptz FOR SHARE',
    [sellerId, since]
  )
  const locked = await lockRecord(client, auctionId)
  if (seller.rowCount === 0 || !locked) return false
  const fate = fateOnSuspension(locked.record.state, locked.now)
  if (fate === 'staff_decide') await openCase(client, auctionId, since)
  if (fate !== 'is_cancelled') return false
  const deed = { type: 'cancel' as const, by: 'moderator' as const }
  const order = deedOfStaff({ auctionId, actorId: null, deed, reason: REASON })
  const answer = await performIn(client, order)
  return answer.accepted
}

/** One case for each suspension, while the auction is locked. */
async function openCase(client: PgClient, auctionId: string, since: string) {
  await client.query(
    `INSERT INTO moderation_cases (kind, auction_id)
     SELECT 'seller_suspended', $1 WHERE NOT EXISTS (
       SELECT FROM moderation_cases WHERE auction_id = $1 AND kind = 'seller_suspended'
         AND (status = 'open' OR created_at >= $2::timestamptz))`,
    [auctionId, since]
  )
}
