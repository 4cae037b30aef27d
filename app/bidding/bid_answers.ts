import { receiptOf, type BidAnswer, type BidBatch, type WaitingBid } from '#bidding/bid_batch'
import { isRecordOf, type JudgedBatch } from '#bidding/bid_ledger'
import type { RecordedBid } from '#bidding/book_statement'
import type { AuctionTerms } from '#domain/english_auction'
import { incrementAt } from '#domain/increments'

/**
 * Answers a committed batch but for its refusals with a key, which it gives back: a retried
 * acceptance looks like a refusal until its key was looked up.
 */
export function answerBooked(batch: BidBatch): BidBatch['refused'] {
  for (const bid of batch.booked) {
    bid.waiting.answer({ accepted: true, receipt: receiptOf(batch.before, bid) })
  }
  for (const bid of batch.refused) {
    if (bid.waiting.idempotencyKey === null) bid.waiting.answer(refusalOf(bid))
  }
  return batch.refused.filter((bid) => bid.waiting.idempotencyKey !== null)
}

/** Answers every bid of a batch that was judged with its keys looked up. */
export function answerJudged({ batch, recorded }: JudgedBatch, bids: readonly WaitingBid[]) {
  const answers = new Map<WaitingBid, BidAnswer>()
  for (const bid of batch.booked) {
    answers.set(bid.waiting, { accepted: true, receipt: receiptOf(batch.before, bid) })
  }
  for (const bid of batch.refused) answers.set(bid.waiting, refusalOf(bid))
  for (const bid of bids) {
    const answer = recordedAnswer(batch.before.terms, recorded, bid) ?? answers.get(bid)
    if (!answer) throw new Error('A bid was judged without an answer')
    bid.answer(answer)
  }
}

/** The answer that this bid's key recorded, or null where it recorded none. */
export function recordedAnswer(
  terms: AuctionTerms,
  recorded: readonly RecordedBid[],
  bid: WaitingBid
): BidAnswer | null {
  const row = recorded.find((candidate) => isRecordOf(candidate, bid))
  if (!row || bid.idempotencyKey === null) return null
  if (row.is_buy_now || row.maximum !== bid.maximum) {
    return { accepted: false, code: 'idempotency_key_reused' }
  }
  return { accepted: true, receipt: recordedReceipt(terms, row) }
}

export function refusalOf({ refusal }: BidBatch['refused'][number]): BidAnswer {
  return { accepted: false, ...refusal }
}

export function refuseAll(
  bids: readonly WaitingBid[],
  code: 'auction_not_found' | 'database_unavailable' | 'outcome_unknown'
) {
  for (const bid of bids) bid.answer({ accepted: false, code })
}

/** The receipt as it was given when the bid was accepted. */
function recordedReceipt(terms: AuctionTerms, row: RecordedBid) {
  return {
    bidId: row.id,
    leading: row.is_leading,
    price: row.price,
    minimumNext: row.price + incrementAt(terms.increments, row.price),
    reserveMet: row.is_reserve_met,
    endsAt: row.ends_at,
  }
}
