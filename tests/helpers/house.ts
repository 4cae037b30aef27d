import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import { ModerateAuction } from '#actions/moderate_auction'
import { BidDesk } from '#bidding/bid_desk'
import { ClosingDesk } from '#bidding/closing_desk'
import { CurrentSettings } from '#queries/current_settings'
import type { Person } from '#tests/helpers/cast'
import { databaseNow, openLot, type LotTerms } from '#tests/helpers/lots'
import { openPool } from '#tests/helpers/own_database'

let tables: string | undefined

async function readTables(): Promise<string> {
  const { rows } = await db.rawQuery<{ rows: { tables: string }[] }>(
    `SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'house' AND tablename NOT LIKE 'adonis%'`
  )
  return rows[0].tables
}

/** An empty house that takes bids: without users, auctions, outages, pauses and counted limits. */
export async function resetHouse() {
  tables ??= await readTables()
  await db.rawQuery(
    `TRUNCATE ${tables};
     UPDATE house SET last_heartbeat_at = clock_timestamp(), paused_at = NULL, pause_reason = NULL`
  )
  await limiter.clear()
  const settings = await app.container.make(CurrentSettings)
  settings.forget()
}

const pool = openPool(process.env.DATABASE_URL ?? '', 2)

/** The time by the database's clock, which is the house's, in ms since the epoch. */
export const houseNow = () => databaseNow(pool)

/** As `openLot`, with the increments of the house unless told otherwise. */
export function openAuction(seller: Person, terms: LotTerms = {}): Promise<string> {
  return openLot(pool, seller.id, { increments: undefined, ...terms })
}

/** Makes an auction as it would be, had everything in it happened `ms` earlier. */
export async function rewind(auctionId: string, ms: number) {
  const back = (columns: string[]) =>
    columns.map((column) => `${column} = ${column} - interval '${ms} ms'`).join(', ')
  const times = {
    auctions: ['starts_at', 'opened_ends_at', 'opened_hard_ends_at'],
    auction_states: ['ends_at', 'hard_ends_at', 'paused_at', 'last_bid_at', 'close_check_at'],
    bids: ['placed_at', 'ends_at'],
    auction_events: ['occurred_at', 'ends_at'],
    auction_deeds: ['occurred_at'],
    auction_browse: ['ends_at'],
  }
  await db.transaction(async (trx) => {
    // The events are append-only to everybody else.
    await trx.rawQuery('SET LOCAL session_replication_role = replica')
    for (const [table, columns] of Object.entries(times)) {
      const key = table === 'auctions' ? 'id' : 'auction_id'
      await trx.rawQuery(`UPDATE ${table} SET ${back(columns)} WHERE ${key} = ?`, [auctionId])
    }
    // What desks remember of it is stale.
    await trx.from('auction_states').where('auction_id', auctionId).increment('version')
  })
}

/** One sweep, as the worker does it. */
export async function sweep() {
  const desk = await app.container.make(ClosingDesk)
  return desk.sweep()
}

/** The auctions that a sweep closes now. */
export async function closeDue(): Promise<string[]> {
  const { closed } = await sweep()
  return closed.map((auction) => auction.auctionId)
}

/** The auction's row as the books have it. */
export async function stateOf(auctionId: string): Promise<Record<string, unknown>> {
  return db.from('auction_states').where('auction_id', auctionId).firstOrFail()
}

export async function statusOf(auctionId: string) {
  const { status } = await stateOf(auctionId)
  return status
}

/** When it ends, in ms since the epoch. */
export async function endOf(auctionId: string): Promise<number> {
  const { ends_at: endsAt } = await stateOf(auctionId)
  return (endsAt as Date).getTime()
}

/** The audit log, in its order. */
export async function auditRows(): Promise<{ action: string; reason: string; actor_id: string }[]> {
  return db.from('audit_log').orderBy('id')
}

/** A moderator pauses one auction. */
export async function pause(auctionId: string, moderator: Person) {
  const action = await app.container.make(ModerateAuction)
  const order = { auctionId, actorId: moderator.id, reason: 'A question is open' }
  await action.execute({ ...order, deed: { type: 'pause' } })
}

/** As if the house had not been able to take bids for the last `ms`. */
export async function fallSilent(ms: number) {
  await db.rawQuery(
    `UPDATE house SET last_heartbeat_at = clock_timestamp() - ? * interval '1 ms'`,
    [ms]
  )
}

/** Places a bid at the desk of this process, past the limits of the API. */
export async function place(bidder: Person, auctionId: string, maximum: number) {
  const desk = await app.container.make(BidDesk)
  return desk.place({ auctionId, bidderId: bidder.id, maximum, idempotencyKey: null })
}
