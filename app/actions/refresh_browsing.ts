import db from '@adonisjs/lucid/services/db'

/** Rows of the outbox handled in one transaction. */
const BATCH = 5_000

/** Held while the copy is written. */
const LOCK = 4_283_500_002

/**
 * Handles the outbox: brings the copy that browsing sorts by up to date with the auctions that
 * have news, and deletes their rows. One worker at a time: a second one could overwrite newer
 * values with those of its older snapshot.
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
    return db.transaction(async (trx) => {
      // A statement of its own, so that the next one reads what was committed before the lock.
      const lock = await trx.rawQuery<{ rows: { is_held: boolean }[] }>(
        'SELECT pg_try_advisory_xact_lock(?) AS is_held',
        [LOCK]
      )
      if (!lock.rows[0].is_held) return 0
      const answer = await trx.rawQuery<{ rows: { handled: string }[] }>(REFRESH_SQL, [BATCH])
      return Number(answer.rows[0].handled)
    })
  }
}

const REFRESH_SQL = `
  WITH news AS (
    DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ?)
    RETURNING auction_id
  ), refreshed AS (
    UPDATE auction_browse b SET price = s.price, bid_count = s.bid_count,
      ends_at = s.ends_at, status = s.status
    FROM auction_states s
    WHERE s.auction_id = b.auction_id AND b.auction_id IN (SELECT auction_id FROM news)
  )
  SELECT count(*) AS handled FROM news`
