import type { AuctionEvent } from '#bidding/auction_event'
import { statusOf, type AuctionRecord } from '#bidding/auction_record'
import { arrayOf, textArrayOf, timestampOf, type PgClient } from '#database/pg_pool'

/** Writing what a deed changed, while the state's row is locked. */

export type DeedRow = {
  auctionId: string
  version: number
  type: 'void' | 'void_bidder' | 'cancel' | 'extend' | 'pause' | 'resume' | 'close' | 'amend'
  actorId: string | null
  occurredAt: number
  publicSeq: number | null
  data: Record<string, unknown>
}

/** When the sweep looks at the auction next: at its end, or not while it is paused or over. */
export function closeCheckAt({ state }: AuctionRecord): number | null {
  return state.outcome === null && state.pausedAt === null ? state.endsAt : null
}

/** Writes the new states of locked auctions, and one outbox row for each. */
export async function writeStates(
  client: PgClient,
  records: readonly AuctionRecord[],
  now: number
) {
  const states = records.map((record) => record.state)
  await client.query({
    name: 'write_states',
    text: `
      WITH updated AS (
        UPDATE auction_states s SET version = w.version, seq = w.seq, public_seq = w.public_seq,
          price = w.price, leader_id = w.leader_id, maximum = w.maximum, bid_count = w.bid_count,
          last_bid_at = w.last_bid_at, ends_at = w.ends_at, hard_ends_at = w.hard_ends_at,
          paused_at = w.paused_at, status = w.status, close_check_at = w.close_check_at,
          closed_at = CASE WHEN w.status IN ('open', 'paused') THEN NULL ELSE $1::timestamptz END
        FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
          $7::uuid[], $8::bigint[], $9::int[], $10::timestamptz[], $11::timestamptz[],
          $12::timestamptz[], $13::timestamptz[], $14::text[], $15::timestamptz[])
        AS w(auction_id, version, seq, public_seq, price, leader_id, maximum, bid_count,
          last_bid_at, ends_at, hard_ends_at, paused_at, status, close_check_at)
        WHERE s.auction_id = w.auction_id
        RETURNING s.auction_id, s.public_seq
      )
      INSERT INTO outbox (auction_id, public_seq) SELECT auction_id, public_seq FROM updated`,
    values: [
      timestampOf(now),
      arrayOf(records.map((record) => record.id)),
      arrayOf(records.map((record) => record.version)),
      arrayOf(states.map((state) => state.seq)),
      arrayOf(records.map((record) => record.publicSeq)),
      arrayOf(states.map((state) => state.price)),
      arrayOf(states.map((state) => state.leaderId)),
      arrayOf(states.map((state) => state.maximum)),
      arrayOf(states.map((state) => state.bidCount)),
      timesOf(records.map((record) => record.lastBidAt || null)),
      timesOf(states.map((state) => state.endsAt)),
      timesOf(states.map((state) => state.hardEndsAt)),
      timesOf(states.map((state) => state.pausedAt)),
      arrayOf(states.map(statusOf)),
      timesOf(records.map(closeCheckAt)),
    ],
  })
}

export async function writeDeeds(client: PgClient, deeds: readonly DeedRow[]) {
  await client.query({
    name: 'write_deeds',
    text: `INSERT INTO auction_deeds
        (auction_id, version, type, actor_id, occurred_at, public_seq, data)
      SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::timestamptz[],
        $6::bigint[], $7::jsonb[])`,
    values: [
      arrayOf(deeds.map((deed) => deed.auctionId)),
      arrayOf(deeds.map((deed) => deed.version)),
      arrayOf(deeds.map((deed) => deed.type)),
      arrayOf(deeds.map((deed) => deed.actorId)),
      timesOf(deeds.map((deed) => deed.occurredAt)),
      arrayOf(deeds.map((deed) => deed.publicSeq)),
      textArrayOf(deeds.map((deed) => JSON.stringify(deed.data))),
    ],
  })
}

export async function writeEvents(client: PgClient, events: readonly AuctionEvent[]) {
  if (events.length === 0) return
  await client.query({
    name: 'write_events',
    text: `INSERT INTO auction_events (auction_id, public_seq, type, occurred_at, price, leader,
        is_reserve_met, bid_count, ends_at, status, bidder, amount, automatic_bidder,
        automatic_amount, withdrawn, note)
      SELECT e.auction_id, e.public_seq, e.type, e.occurred_at, e.price, e.leader,
        e.is_reserve_met, e.bid_count, e.ends_at, e.status, e.bidder, e.amount,
        e.automatic_bidder, e.automatic_amount, e.withdrawn::bigint[], e.note
      FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[], $5::bigint[],
        $6::text[], $7::bool[], $8::int[], $9::timestamptz[], $10::text[], $11::text[],
        $12::bigint[], $13::text[], $14::bigint[], $15::text[], $16::text[])
      AS e(auction_id, public_seq, type, occurred_at, price, leader, is_reserve_met, bid_count,
        ends_at, status, bidder, amount, automatic_bidder, automatic_amount, withdrawn, note)`,
    values: [
      arrayOf(events.map((event) => event.auctionId)),
      arrayOf(events.map((event) => event.publicSeq)),
      arrayOf(events.map((event) => event.type)),
      timesOf(events.map((event) => event.occurredAt)),
      arrayOf(events.map((event) => event.price)),
      arrayOf(events.map((event) => event.leader)),
      arrayOf(events.map((event) => event.isReserveMet)),
      arrayOf(events.map((event) => event.bidCount)),
      timesOf(events.map((event) => event.endsAt)),
      arrayOf(events.map((event) => event.status)),
      arrayOf(events.map((event) => event.bidder)),
      arrayOf(events.map((event) => event.amount)),
      arrayOf(events.map((event) => event.automaticBidder)),
      arrayOf(events.map((event) => event.automaticAmount)),
      textArrayOf(events.map((event) => event.withdrawn && arrayOf(event.withdrawn))),
      textArrayOf(events.map((event) => event.note)),
    ],
  })
}

function timesOf(times: readonly (number | null)[]): string {
  return arrayOf(times.map((time) => time && timestampOf(time)))
}
