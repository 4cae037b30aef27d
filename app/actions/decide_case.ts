import { deedOfStaff, isOwnAuction } from '#actions/moderate_auction'
import { recordAct } from '#actions/record_act'
import { lockRecord } from '#bidding/auction_record'
import { performIn, type DeedAnswer } from '#bidding/deed_desk'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'

export type CaseDecision = {
  caseId: string
  actorId: string
  /** Cancel the auction, or let it run. */
  isCancelled: boolean
  reason: string
}

export type DecideCaseResult =
  | { ok: true; auctionId: string }
  | {
      ok: false
      code:
        | 'case_not_found'
        | 'already_decided'
        | 'conflict_of_interest'
        | Extract<DeedAnswer, { accepted: false }>['code']
    }

/** Staff decide what becomes of an auction that was put before them. */
export class DecideCase {
  /** `onCancelled` is told which auctions have new committed events. */
  constructor(
    private readonly pool: PgPool,
    private readonly onCancelled: (auctionIds: string[]) => void
  ) {}

  async execute(decision: CaseDecision): Promise<DecideCaseResult> {
    const result = await inTransaction(this.pool, (client) => decideIn(client, decision))
    if (result.ok && decision.isCancelled) this.onCancelled([result.auctionId])
    return result
  }
}

async function decideIn(client: PgClient, decision: CaseDecision): Promise<DecideCaseResult> {
  const { caseId, actorId, isCancelled, reason } = decision
  const cases = await client.query<{ auction_id: string }>(
    'SELECT auction_id FROM moderation_cases WHERE id = $1',
    [caseId]
  )
  const [found] = cases.rows
  // The auction is locked first, as by those who open cases.
  const locked = found && (await lockRecord(client, found.auction_id))
  if (!locked) return { ok: false, code: 'case_not_found' }
  const { id: auctionId, terms } = locked.record
  if (await isOwnAuction(client, auctionId, terms.sellerId, actorId)) {
    return { ok: false, code: 'conflict_of_interest' }
  }
  const isOpen = await client.query(
    `SELECT FROM moderation_cases WHERE id = $1 AND status = 'open' FOR UPDATE`,
    [caseId]
  )
  if (isOpen.rowCount === 0) return { ok: false, code: 'already_decided' }
  if (isCancelled) {
    const deed = { type: 'cancel' as const, by: 'moderator' as const }
    const answer = await performIn(client, deedOfStaff({ auctionId, actorId, deed, reason }))
    if (!answer.accepted) return { ok: false, code: answer.code }
  }
  await writeDecision(client, decision, auctionId)
  return { ok: true, auctionId }
}

async function writeDecision(client: PgClient, decision: CaseDecision, auctionId: string) {
  const { caseId, actorId, isCancelled, reason } = decision
  const status = isCancelled ? 'cancelled' : 'kept'
  await client.query(
    `UPDATE moderation_cases SET status = $2, decided_by = $3, decision_reason = $4,
       decided_at = clock_timestamp() WHERE id = $1`,
    [caseId, status, actorId, reason]
  )
  const subject = { subjectType: 'auction' as const, subjectId: auctionId }
  await recordAct(client, {
    actorId,
    action: `case.${status}`,
    ...subject,
    reason,
    data: { caseId },
  })
}
