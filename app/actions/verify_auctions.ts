import { Findings, type Difference } from '#books/findings'
import { readBooks } from '#books/auction_books'
import { verifyBooks } from '#books/verification'
import { withClient, type PgClient, type PgPool } from '#database/pg_pool'

export type VerifiedTotals = {
  auctionCount: number
  bidCount: number
  /** Auctions with a difference, also those that bids or events speak of and that are not there. */
  differingCount: number
}

/** Auctions whose ids are read at once. */
const PAGE = 1_000

/**
 * Proves the books: replays the deeds of auctions through the rules and compares all that is
 * written of them. Each auction is read in a snapshot of its own, so bids may go on meanwhile.
 */
export class VerifyAuctions {
  constructor(private readonly pool: PgPool) {}

  /** One auction, or all of them. Null where the one is not there. */
  async execute(
    tell: (difference: Difference) => void,
    auctionId?: string
  ): Promise<VerifiedTotals | null> {
    return withClient(this.pool, async (client) => {
      const totals: VerifiedTotals = { auctionCount: 0, bidCount: 0, differingCount: 0 }
      if (auctionId !== undefined) {
        if (!(await exists(client, auctionId))) return null
        await verifyOne(client, auctionId, totals, tell)
        return totals
      }
      for await (const id of auctionIds(client)) await verifyOne(client, id, totals, tell)
      await findStrays(client, totals, tell)
      return totals
    })
  }
}

async function verifyOne(
  client: PgClient,
  auctionId: string,
  totals: VerifiedTotals,
  tell: (difference: Difference) => void
) {
  const findings = new Findings(auctionId, tell)
  const books = await inSnapshot(client, () => readBooks(client, auctionId))
  if (books) verifyBooks(books, findings)
  else findings.add('state', 'a row', 'none')
  findings.conclude()
  totals.auctionCount++
  totals.bidCount += books?.bids.length ?? 0
  if (findings.count > 0) totals.differingCount++
}

/** All that a transaction reads is of one moment, and it can write nothing. */
async function inSnapshot<Result>(client: PgClient, read: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  try {
    return await read()
  } finally {
    await client.query('COMMIT')
  }
}

async function* auctionIds(client: PgClient): AsyncGenerator<string> {
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const answer = await client.query<{ id: string }>(
      'SELECT id FROM auctions WHERE id > $1 ORDER BY id LIMIT $2',
      [last, PAGE]
    )
    for (const { id } of answer.rows) yield id
    if (answer.rows.length < PAGE) return
    last = answer.rows[PAGE - 1].id
  }
}

async function exists(client: PgClient, auctionId: string): Promise<boolean> {
  const answer = await client.query('SELECT FROM auctions WHERE id = $1', [auctionId])
  return answer.rows.length > 0
}

/** Bids and events have no foreign keys: those of an auction that is not there. */
async function findStrays(
  client: PgClient,
  totals: VerifiedTotals,
  tell: (difference: Difference) => void
) {
  const answer = await client.query<{ auctionId: string; what: string }>(
    `SELECT DISTINCT auction_id AS "auctionId", 'bids' AS what FROM bids
       WHERE NOT EXISTS (SELECT FROM auctions WHERE id = auction_id)
     UNION ALL SELECT DISTINCT auction_id, 'events' FROM auction_events
       WHERE NOT EXISTS (SELECT FROM auctions WHERE id = auction_id)`
  )
  for (const { auctionId, what } of answer.rows) {
    tell({ auctionId, what: `${what} auctionId`, expected: 'an auction', found: 'none' })
  }
  totals.differingCount += new Set(answer.rows.map((row) => row.auctionId)).size
}
