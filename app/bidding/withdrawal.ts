import type { AuctionRecord } from '#bidding/auction_record'
import type { PgClient } from '#database/pg_pool'
import { withdraw, type Book } from '#domain/auction_book'
import type { AuctionState, DeedRefusal } from '#domain/english_auction'

export type WithdrawDeed =
  { type: 'void'; bidId: string } | { type: 'void_bidder'; bidderId: string }

export type Withdrawal = {
  state: AuctionState
  /** For the book of deeds: which bids, by their `seq`. */
  data: { seqs: number[]; bidderId?: string }
  /** The events that the public was shown of them, by their `publicSeq`. */
  withdrawn: number[]
  /** False where the public can see no difference, as with an own raise it never saw. */
  isVisible: boolean
}

type StandingRow = {
  seq: number
  id: string
  bidder_id: string
  maximum: number
  public_seq: number | null
}

/**
 * Replays the bids that stay, while the auction is locked. Writes nothing.
 * Linear in the number of bids.
 */
export async function judgeWithdrawal(
  client: PgClient,
  record: AuctionRecord,
  deed: WithdrawDeed,
  now: number
): Promise<Withdrawal | DeedRefusal> {
  const rows = await readStanding(client, record.id)
  const isWithdrawn = (row: StandingRow) =>
    deed.type === 'void' ? row.id === deed.bidId : row.bidder_id === deed.bidderId
  const voided = rows.filter(isWithdrawn)
  const seqs = new Set(voided.map((row) => row.seq))
  const book: Book = {
    terms: record.terms,
    state: record.state,
    standing: rows.map((row) => ({
      seq: row.seq,
      bidderId: row.bidder_id,
      maximum: row.maximum,
    })),
    history: [],
  }
  const judgement = withdraw(book, (bid) => seqs.has(bid.seq), now)
  if (!judgement.accepted) return { code: judgement.code as DeedRefusal['code'] }
  const withdrawn = voided.flatMap((row) => row.public_seq ?? [])
  return {
    state: book.state,
    data: { seqs: [...seqs], ...(deed.type === 'void_bidder' && { bidderId: deed.bidderId }) },
    withdrawn,
    isVisible: withdrawn.length > 0 || isSeenToChange(record.state, book.state),
  }
}

export async function markVoided(
  client: PgClient,
  auctionId: string,
  seqs: readonly number[],
  version: number
) {
  await client.query(
    'UPDATE bids SET voided_version = $3 WHERE auction_id = $1 AND seq = ANY($2::bigint[])',
    [auctionId, seqs, version]
  )
}

/** Whether the public can tell the two states apart, bids that were withdrawn aside. */
export function isSeenToChange(before: AuctionState, after: AuctionState): boolean {
  return (
    before.price !== after.price ||
    before.leaderId !== after.leaderId ||
    before.bidCount !== after.bidCount
  )
}

async function readStanding(client: PgClient, auctionId: string): Promise<StandingRow[]> {
  const answer = await client.query<StandingRow>({
    name: 'standing_bids',
    text: `SELECT seq, id, bidder_id, maximum, public_seq FROM bids
      WHERE auction_id = $1 AND voided_version IS NULL ORDER BY seq`,
    values: [auctionId],
  })
  return answer.rows
}
