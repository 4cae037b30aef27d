import db from '@adonisjs/lucid/services/db'
import type { AuctionRecord } from '#bidding/auction_record'
import type { DeedAnswer, DeedDesk } from '#bidding/deed_desk'
import type { WithdrawDeed } from '#bidding/withdrawal'

type Refused = Extract<DeedAnswer, { accepted: false }>

/** How an auction stands: the part that a void changes. */
export type Standing = {
  price: number
  leader: { displayName: string; alias: string } | null
  bidCount: number
}

export type VoidPreview = {
  accepted: true
  bidder: { id: string; displayName: string }
  /** The standing bids that would go. */
  voidCount: number
  currency: string
  before: Standing
  after: Standing
}

/** What voiding would lead to, judged now and not done. */
export async function previewVoid(
  desk: DeedDesk,
  auctionId: string,
  deed: WithdrawDeed
): Promise<VoidPreview | Refused> {
  const answer = await desk.preview(auctionId, deed)
  if (!answer.accepted) return answer
  const target = await readTarget(auctionId, deed)
  if (!target) return { accepted: false, code: 'bid_not_found' }
  const { before, after } = answer
  const names = await readNames([before.state.leaderId, after.state.leaderId])
  return {
    accepted: true,
    bidder: { id: target.id, displayName: target.display_name },
    voidCount: Number(target.void_count),
    currency: before.currency,
    before: standingOf(before, names),
    after: standingOf(after, names),
  }
}

function standingOf({ state, aliases }: AuctionRecord, names: Map<string, string>): Standing {
  const { price, leaderId, bidCount } = state
  const leader =
    leaderId === null
      ? null
      : { displayName: names.get(leaderId) ?? '', alias: aliases.of(leaderId) }
  return { price, leader, bidCount }
}

type Target = { id: string; display_name: string; void_count: string }

async function readTarget(auctionId: string, deed: WithdrawDeed): Promise<Target | undefined> {
  const [column, value] =
    deed.type === 'void' ? ['b.id', deed.bidId] : ['b.bidder_id', deed.bidderId]
  const answer = await db.rawQuery<{ rows: Target[] }>(
    `SELECT u.id, u.display_name, count(*) AS void_count
     FROM bids b JOIN users u ON u.id = b.bidder_id
     WHERE b.auction_id = ? AND b.voided_version IS NULL AND ${column} = ? GROUP BY u.id`,
    [auctionId, value]
  )
  return answer.rows[0]
}

async function readNames(ids: (string | null)[]): Promise<Map<string, string>> {
  const answer = await db.rawQuery<{ rows: { id: string; display_name: string }[] }>(
    'SELECT id, display_name FROM users WHERE id = ANY(?)',
    [ids.filter((id) => id !== null)]
  )
  return new Map(answer.rows.map((row) => [row.id, row.display_name]))
}
