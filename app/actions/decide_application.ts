import { recordAct } from '#actions/record_act'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { isOwnCase } from '#domain/conflict'

export type ApplicationDecision = {
  applicationId: string
  actorId: string
  isAccepted: boolean
  /** Whether the new seller may open auctions without review, where the house trusts some. */
  skipsReview: boolean
  reason: string
}

export type DecideApplicationResult =
  | { ok: true }
  | { ok: false; code: 'application_not_found' | 'already_decided' | 'conflict_of_interest' }

type Row = { user_id: string; status: string }

/** Makes the applicant a seller, or tells them why not. */
export class DecideApplication {
  constructor(private readonly pool: PgPool) {}

  async execute(decision: ApplicationDecision): Promise<DecideApplicationResult> {
    const { applicationId, actorId, isAccepted, reason, skipsReview } = decision
    return inTransaction(this.pool, async (client) => {
      const answer = await client.query<Row>(
        'SELECT user_id, status FROM seller_applications WHERE id = $1 FOR UPDATE',
        [applicationId]
      )
      const [application] = answer.rows
      if (!application) return { ok: false, code: 'application_not_found' }
      const { user_id: userId, status } = application
      if (isOwnCase(actorId, { subjectId: userId }))
        return { ok: false, code: 'conflict_of_interest' }
      if (status !== 'open') return { ok: false, code: 'already_decided' }
      const outcome = isAccepted ? 'accepted' : 'declined'
      await client.query(
        `UPDATE seller_applications SET status = $2, decided_by = $3, decision_reason = $4,
           decided_at = clock_timestamp() WHERE id = $1`,
        [applicationId, outcome, actorId, reason]
      )
      if (isAccepted) await makeSeller(client, applicationId, skipsReview)
      await recordAct(client, {
        actorId,
        action: `seller_application.${outcome}`,
        subjectType: 'user',
        subjectId: userId,
        reason,
        data: { applicationId, ...(isAccepted && { skipsReview }) },
      })
      return { ok: true }
    })
  }
}

async function makeSeller(client: PgClient, applicationId: string, skipsReview: boolean) {
  await client.query(
    `WITH promoted AS (
       UPDATE users u SET roles = array_append(u.roles, 'seller'), updated_at = clock_timestamp()
       FROM seller_applications p WHERE p.id = $1 AND u.id = p.user_id
         AND NOT 'seller' = ANY(u.roles)
     )
     INSERT INTO seller_profiles (user_id, public_name, legal_name, address, country, skips_review)
     SELECT u.id, u.display_name, p.legal_name, p.address, p.country, $2
     FROM seller_applications p JOIN users u ON u.id = p.user_id WHERE p.id = $1
     ON CONFLICT (user_id) DO UPDATE SET legal_name = excluded.legal_name,
       address = excluded.address, country = excluded.country,
       skips_review = excluded.skips_review, updated_at = clock_timestamp()`,
    [applicationId, skipsReview]
  )
}
