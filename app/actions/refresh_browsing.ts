import db from '@adonisjs/lucid/services/db'

/** Rows of the outbox handled in one transaction. */
const BATCH = 5_000

/**
 * Handles the outbox: brings the copy that browsing sorts by up to date with the auctions that
 * have news, and deletes their rows. Rows that another worker holds are left to it.
 */
export class RefreshBrowsing {
  /** Answers how many rows were handled. */
  async execute(): Promise<number> {
    let total = 0
    for (;;) {
      const handled = await this.#refreshBatch()
      total += handled
      if (handled < BATCH) return total
    }
  }

  async #refreshBatch(): Promise<number> {
    const answer = await db.rawQuery<{ rows: { handled: string }[] }>(
      `WITH news AS (
         DELETE FROM outbox WHERE id IN (
           SELECT id FROM outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
         RETURNING auction_id
       ), refreshed AS (
         UPDATE auction_browse b SET price = s.price, bid_count = s.bid_count,
           ends_at = s.ends_at, status = s.status
         FROM auction_states s
         WHERE s.auction_id = b.auction_id AND b.auction_id IN (SELECT auction_id FROM news)
       )
       SELECT count(*) AS handled FROM news`,
      [BATCH]
    )
    return Number(answer.rows[0].handled)
  }
}
