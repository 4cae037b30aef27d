import { RECORD_COLUMNS, recordOf, type AuctionRow } from '#bidding/auction_record'
import { writeDeeds, writeStates } from '#bidding/deed_rows'
import type { PgClient } from '#database/pg_pool'
import { isAmended, isScheduled, type Amendable } from '#domain/amendment'
import {
  houseTerms,
  type Band,
  type HouseSettings,
  type HouseTerms,
  type Tax,
} from '#domain/settings'

export type AmendmentOrder = {
  term: keyof HouseTerms
  settings: HouseSettings
  actorId: string | null
  reason: string
}

type Row = AuctionRow & {
  has_house_increments: boolean
  has_house_soft_close: boolean
  premium_bands: Band[]
  tax_bands: Tax[]
}

/** Auctions amended by one statement each for terms, states and deeds. */
const BATCH = 500

/**
 * Gives scheduled auctions a term as the house has it now, inside the transaction of the caller's.
 * Each is a deed of its auction, so that nobody goes on with the terms of the version before it.
 * Answers how many those are.
 */
export async function amendScheduled(client: PgClient, order: AmendmentOrder): Promise<number> {
  let count = 0
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await lockScheduled(client, last)
    count += await amend(client, rows, order)
    if (rows.length < BATCH) return count
    last = rows[rows.length - 1].id
  }
}

async function lockScheduled(client: PgClient, after: string): Promise<Row[]> {
  const locked = await client.query<Row>(
    `SELECT ${RECORD_COLUMNS}, a.has_house_increments, a.has_house_soft_close, a.premium_bands,
       a.tax_bands
     FROM auction_states s JOIN auctions a ON a.id = s.auction_id
     WHERE s.auction_id > $1 AND s.status IN ('open', 'paused') AND a.starts_at > clock_timestamp()
     ORDER BY s.auction_id LIMIT ${BATCH} FOR NO KEY UPDATE OF s`,
    [after]
  )
  return locked.rows
}

async function amend(client: PgClient, rows: Row[], order: AmendmentOrder): Promise<number> {
  const { term, settings, actorId, reason } = order
  const clock = await client.query<{ now: number }>('SELECT clock_timestamp() AS now')
  const { now } = clock.rows[0]
  const amended = rows.filter((row) => {
    const auction = amendableOf(row)
    return isScheduled(auction, now) && isAmended(auction, term, settings)
  })
  if (amended.length === 0) return 0
  const after = amended.map(recordOf).map((record) => ({ ...record, version: record.version + 1 }))
  await writeTerms(client, amended, order)
  await writeStates(client, after, now)
  await writeDeeds(
    client,
    after.map(({ id, version, currency }) => ({
      auctionId: id,
      version,
      type: 'amend',
      actorId,
      occurredAt: now,
      publicSeq: null,
      data: { [term]: houseTerms(settings, currency)?.[term], reason },
    }))
  )
  return amended.length
}

async function writeTerms(client: PgClient, rows: Row[], { term, settings }: AmendmentOrder) {
  const values = rows.map((row) => JSON.stringify(houseTerms(settings, row.currency)?.[term]))
  await client.query(WRITE_TERM[term], [rows.map((row) => row.id), values])
}

const WRITE_TERM: Record<keyof HouseTerms, string> = {
  increments: writing('increments = w.value'),
  softClose: writing(`soft_close_window_ms = (w.value->>'windowMs')::int,
    soft_close_extension_ms = (w.value->>'extensionMs')::int`),
  premiumBands: writing('premium_bands = w.value'),
  taxBands: writing('tax_bands = w.value'),
}

function writing(assignments: string): string {
  return `UPDATE auctions a SET ${assignments}
    FROM unnest($1::uuid[], $2::jsonb[]) AS w(id, value) WHERE a.id = w.id`
}

function amendableOf(row: Row): Amendable {
  const { currency, terms, state } = recordOf(row)
  return {
    currency,
    terms,
    state,
    houseTerms: {
      increments: terms.increments,
      softClose: terms.softClose,
      premiumBands: row.premium_bands,
      taxBands: row.tax_bands,
    },
    hasHouseIncrements: row.has_house_increments,
    hasHouseSoftClose: row.has_house_soft_close,
  }
}
