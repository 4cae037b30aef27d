import db from '@adonisjs/lucid/services/db'
import { Aliases } from '#bidding/auction_record'

/** Under which names the public sees the bidders of an auction. Null for an unknown auction. */
export async function bidderAliases(auctionId: string): Promise<Aliases | null> {
  const answer = await db.rawQuery<{ rows: { alias_secret: Buffer }[] }>(
    'SELECT alias_secret FROM auctions WHERE id = ?',
    [auctionId]
  )
  return answer.rows.length === 0 ? null : new Aliases(answer.rows[0].alias_secret)
}
