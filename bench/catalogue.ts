import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'

export type Person = { id: string; token: string }

/** Far up, where the house's own table has its last step: every bid is judged alike. */
export const START_PRICE = 10_000_000

/** Two of those steps: a bid that one other overtook on its way still counts. */
export const STEP = 20_000

export const A_DAY_MS = 86_400_000

/** Makes accounts, each with a token as a sign-in gives one. */
export async function makePeople(db: pg.Pool, count: number): Promise<Person[]> {
  const secrets = Array.from({ length: count }, () => randomBytes(30).toString('base64url'))
  const hashes = secrets.map((secret) => createHash('sha256').update(secret).digest('hex'))
  const { rows } = await db.query<{ id: string; token_id: string; hash: string }>(
    `WITH made AS (
       INSERT INTO users (email, password, display_name, roles)
       SELECT h || '@example.org', 'none', 'A bidder', '{buyer,seller}' FROM unnest($1::text[]) h
       RETURNING id, email
     ), trusted AS (
       INSERT INTO seller_profiles (user_id, public_name, skips_review)
       SELECT id, 'A seller', true FROM made
     ), given AS (
       INSERT INTO auth_access_tokens (tokenable_id, type, abilities, hash)
       SELECT id, 'auth_token', '["*"]', split_part(email, '@', 1) FROM made
       RETURNING id, tokenable_id, hash
     )
     SELECT tokenable_id AS id, id AS token_id, hash FROM given`,
    [hashes]
  )
  const byHash = new Map(rows.map((row) => [row.hash, row]))
  return hashes.map((hash, index) => {
    const { id, token_id: tokenId } = byHash.get(hash)!
    return { id, token: `oat_${base64url(tokenId)}.${base64url(secrets[index])}` }
  })
}

/** Opens an auction over the API, on the house's own terms, and answers with its id. */
export async function openAuction(port: number, seller: Person): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/seller/auctions`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${seller.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'A lot of the benchmark',
      description: '',
      currency: 'EUR',
      startPrice: START_PRICE,
      endsAt: new Date(Date.now() + A_DAY_MS).toISOString(),
    }),
  })
  if (!response.ok) throw new Error(`No auction could be opened: ${await response.text()}`)
  const { data } = (await response.json()) as { data: { id: string } }
  return data.id
}

/** Opens fresh auctions like that one, one for each end, and answers with their ids. */
export async function copyAuction(db: pg.Pool, id: string, ends: Date[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `WITH copies AS MATERIALIZED (
       SELECT uuidv7() AS id, ends_at FROM unnest($2::timestamptz[]) AS ends_at
     ), opened AS (
       INSERT INTO auctions (id, listing_id, seller_id, currency, start_price, increments,
         starts_at, opened_ends_at, alias_secret)
       SELECT c.id, listing_id, seller_id, currency, start_price, increments, starts_at, c.ends_at,
         alias_secret
       FROM copies c CROSS JOIN auctions a WHERE a.id = $1
     ), standing AS (
       INSERT INTO auction_states (auction_id, price, ends_at, close_check_at)
       SELECT c.id, a.start_price, c.ends_at, c.ends_at
       FROM copies c CROSS JOIN auctions a WHERE a.id = $1
     ), browsable AS (
       INSERT INTO auction_browse (auction_id, price, bid_count, ends_at, status)
       SELECT c.id, a.start_price, 0, c.ends_at, 'open'
       FROM copies c CROSS JOIN auctions a WHERE a.id = $1
     )
     SELECT id FROM copies`,
    [id, ends]
  )
  return rows.map((row) => row.id)
}

/**
 * Says in one sentence what is wrong with the books of these auctions, or null where no `seq` is
 * missing, the states fit, and there are as many bids as bidders were told of.
 */
export async function bookFault(
  db: pg.Pool,
  auctionIds: string[],
  acceptedCount: number
): Promise<string | null> {
  const { rows } = await db.query<{ wrong: string; bids: string }>(
    `SELECT count(*) FILTER (WHERE b.count <> s.seq OR b.last <> s.seq
         OR e.count <> s.public_seq OR e.last <> s.public_seq) AS wrong, sum(b.count) AS bids
     FROM auction_states s
     CROSS JOIN LATERAL (SELECT count(*), coalesce(max(seq), 0) AS last
       FROM bids WHERE auction_id = s.auction_id) b
     CROSS JOIN LATERAL (SELECT count(*), coalesce(max(public_seq), 0) AS last
       FROM auction_events WHERE auction_id = s.auction_id) e
     WHERE s.auction_id = ANY($1)`,
    [auctionIds]
  )
  const { wrong, bids } = rows[0]
  if (wrong !== '0') return `The books of ${wrong} auctions have a gap.`
  if (Number(bids) !== acceptedCount) {
    return `Bidders were told of ${acceptedCount} accepted bids, and ${bids} are in the books.`
  }
  return null
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
