import { eventOf, type AuctionEvent } from '#bidding/auction_event'
import { lockRecord, type AuctionRecord } from '#bidding/auction_record'
import { inTransaction, type PgClient, type PgPool } from '#database/pg_pool'
import { writeDeeds, writeEvents, writeStates, type DeedRow } from '#bidding/deed_rows'
import { judgeWithdrawal, markVoided, type WithdrawDeed } from '#bidding/withdrawal'
import {
  judgeCancel,
  judgeExtend,
  judgePause,
  judgeResume,
  type AuctionState,
  type DeedJudgement,
  type DeedRefusal,
} from '#domain/english_auction'

/** What staff, the seller or the house itself may do to an auction. */
export type HouseDeed =
  | WithdrawDeed
  | { type: 'cancel'; by: 'seller' | 'moderator' }
  | { type: 'extend'; endsAt: number; outage?: { startedAt: number; note: string } }
  | { type: 'pause'; isOfHouse?: boolean }
  | { type: 'resume' }

export type DeedOrder = {
  auctionId: string
  deed: HouseDeed
  actorId: string | null
  reason: string
  /** Asked first, while the auction is locked: whether this actor may not decide on it. */
  isOwnCase?: (client: PgClient, record: AuctionRecord) => Promise<boolean>
  /** Runs in the same transaction once the deed is accepted, such as the audit log's row. */
  alongside?: (client: PgClient, before: AuctionRecord, after: AuctionRecord) => Promise<void>
}

export type DeedAnswer =
  | { accepted: true; before: AuctionRecord; after: AuctionRecord; now: number }
  | { accepted: false; code: DeedRefusal['code'] | 'auction_not_found' | 'conflict_of_interest' }

/** The state that follows a deed, with what becomes public of it (null: nothing). */
type Change = {
  state: AuctionState
  data: Record<string, unknown>
  voidedSeqs?: number[]
  event: (Pick<AuctionEvent, 'type'> & { withdrawn?: number[]; note?: string | null }) | null
}

/**
 * Performs deeds other than bids: each locks its auction, is judged by the database's time, and
 * writes state, deed, event and outbox in one transaction.
 */
export class DeedDesk {
  /** `onDone` is told which auctions have new committed events. */
  constructor(
    private readonly pool: PgPool,
    private readonly onDone: (auctionIds: string[]) => void
  ) {}

  async perform(order: DeedOrder): Promise<DeedAnswer> {
    const answer = await inTransaction(this.pool, (client) => performIn(client, order))
    if (answer.accepted) this.onDone([order.auctionId])
    return answer
  }

  /** What a deed would lead to, judged now and not done. */
  async preview(auctionId: string, deed: HouseDeed): Promise<DeedAnswer> {
    return inTransaction(this.pool, async (client): Promise<DeedAnswer> => {
      const locked = await lockRecord(client, auctionId)
      if (!locked) return { accepted: false, code: 'auction_not_found' }
      const change = await judge(client, locked.record, deed, locked.now)
      if ('code' in change) return { accepted: false, code: change.code }
      const after = { ...locked.record, state: change.state }
      return { accepted: true, before: locked.record, after, now: locked.now }
    })
  }
}

/** As `DeedDesk.perform`, inside a transaction of the caller's. */
export async function performIn(client: PgClient, order: DeedOrder): Promise<DeedAnswer> {
  const locked = await lockRecord(client, order.auctionId)
  if (!locked) return { accepted: false, code: 'auction_not_found' }
  const { record: before, now } = locked
  if (await order.isOwnCase?.(client, before)) {
    return { accepted: false, code: 'conflict_of_interest' }
  }
  const change = await judge(client, before, order.deed, now)
  if ('code' in change) return { accepted: false, code: change.code }
  const publicSeq = change.event ? before.publicSeq + 1 : null
  const after = {
    ...before,
    version: before.version + 1,
    publicSeq: publicSeq ?? before.publicSeq,
    state: change.state,
  }
  await writeStates(client, [after], now)
  if (change.voidedSeqs) await markVoided(client, after.id, change.voidedSeqs, after.version)
  await writeDeeds(client, [deedRow(order, after, publicSeq, change.data, now)])
  if (change.event && publicSeq !== null) {
    const { type, ...details } = change.event
    const event = eventOf(before, after.state, { type, publicSeq, occurredAt: now }, details)
    await writeEvents(client, [event])
  }
  await order.alongside?.(client, before, after)
  return { accepted: true, before, after, now }
}

async function judge(
  client: PgClient,
  record: AuctionRecord,
  deed: HouseDeed,
  now: number
): Promise<Change | DeedRefusal> {
  const { terms, state } = record
  switch (deed.type) {
    case 'void':
    case 'void_bidder': {
      const withdrawal = await judgeWithdrawal(client, record, deed, now)
      if ('code' in withdrawal) return withdrawal
      const event = withdrawal.isVisible
        ? { type: 'withdrawn' as const, withdrawn: withdrawal.withdrawn }
        : null
      const { state: replayed, data } = withdrawal
      return { state: replayed, data, voidedSeqs: data.seqs, event }
    }
    case 'cancel':
      return changeOf(judgeCancel(state, deed.by, now), { by: deed.by }, { type: 'closed' })
    case 'extend': {
      const { endsAt, outage } = deed
      const judgement = judgeExtend(state, endsAt, outage?.startedAt ?? now)
      const data = { endsAt, ...(outage && { judgedAt: outage.startedAt }) }
      return changeOf(judgement, data, { type: 'extended', note: outage?.note })
    }
    case 'pause':
      return changeOf(
        judgePause(terms, state, now),
        { isOfHouse: deed.isOfHouse ?? false },
        { type: 'paused' }
      )
    case 'resume':
      return changeOf(judgeResume(state, now), {}, { type: 'resumed' })
  }
}

function changeOf(
  judgement: DeedJudgement,
  data: Change['data'],
  event: Change['event']
): Change | DeedRefusal {
  return judgement.accepted ? { state: judgement.state, data, event } : { code: judgement.code }
}

function deedRow(
  order: DeedOrder,
  after: AuctionRecord,
  publicSeq: number | null,
  data: Change['data'],
  now: number
): DeedRow {
  return {
    auctionId: after.id,
    version: after.version,
    type: order.deed.type,
    actorId: order.actorId,
    occurredAt: now,
    publicSeq,
    data: { ...data, reason: order.reason },
  }
}
