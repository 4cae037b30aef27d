import {
  hasEnded,
  judgeBid,
  judgeBuyNow,
  judgeCancel,
  judgeClose,
  judgeExtend,
  judgePause,
  judgeResume,
  openingState,
  takeBid,
  type AuctionState,
  type AuctionTerms,
  type BidRefusal,
  type DeedRefusal,
  type HistoryEntry,
  type Refused,
} from '#domain/english_auction'

/**
 * A book is an auction with its bids: what a void needs, since it replays them,
 * and what replaying the log of deeds builds up.
 */

export type BookedBid = { seq: number; bidderId: string; maximum: number }

export type Book = {
  terms: AuctionTerms
  state: AuctionState
  /** Bids that stand, in their order. */
  standing: BookedBid[]
  /** The standing public history, in its order. */
  history: HistoryEntry[]
}

/** Anything that changes an auction. Times are milliseconds since the epoch. */
export type Deed =
  | { type: 'bid'; bidderId: string; maximum: number; isBlocked?: boolean }
  | { type: 'buy_now'; bidderId: string; isBlocked?: boolean }
  | { type: 'void'; seq: number }
  | { type: 'void_bidder'; bidderId: string }
  | { type: 'cancel'; by: 'seller' | 'moderator' }
  | { type: 'extend'; endsAt: number }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'close' }

export type BookJudgement =
  { accepted: true; shown: HistoryEntry[] } | Refused<BidRefusal | DeedRefusal>

export function openBook(
  terms: AuctionTerms,
  end: { endsAt: number; hardEndsAt: number | null }
): Book {
  return { terms, state: openingState(terms, end), standing: [], history: [] }
}

/** Judges a deed and, only where it is accepted, enters it in the book. */
export function perform(book: Book, deed: Deed, now: number): BookJudgement {
  if (deed.type === 'bid' || deed.type === 'buy_now') return performBid(book, deed, now)
  if (deed.type === 'void') return withdraw(book, (bid) => bid.seq === deed.seq, now)
  if (deed.type === 'void_bidder') {
    return withdraw(book, (bid) => bid.bidderId === deed.bidderId, now)
  }
  const judgement = judgeDeed(book, deed, now)
  if (!judgement.accepted) return judgement
  book.state = judgement.state
  return { accepted: true, shown: [] }
}

/**
 * Removes bids and replays the rest in their order, without judging them again and without
 * soft close; the end stays as it is. One pass over the bids.
 */
export function withdraw(
  book: Book,
  isWithdrawn: (bid: BookedBid) => boolean,
  now: number
): BookJudgement {
  if (hasEnded(book.state, now)) return { accepted: false, code: 'auction_ended' }
  const standing = book.standing.filter((bid) => !isWithdrawn(bid))
  if (standing.length === book.standing.length) return { accepted: false, code: 'bid_not_found' }
  const { seq, pausedAt } = book.state
  const history: HistoryEntry[] = []
  let state = openingState(book.terms, book.state)
  for (const bid of standing) {
    const taken = takeBid(book.terms, state, bid)
    state = taken.state
    history.push(...taken.shown)
  }
  book.state = { ...state, seq, pausedAt }
  book.standing = standing
  book.history = history
  return { accepted: true, shown: [] }
}

function performBid(
  book: Book,
  deed: Extract<Deed, { type: 'bid' | 'buy_now' }>,
  now: number
): BookJudgement {
  const isBlocked = deed.isBlocked ?? false
  const judgement =
    deed.type === 'bid'
      ? judgeBid(book.terms, book.state, deed, isBlocked, now)
      : judgeBuyNow(book.terms, book.state, deed.bidderId, isBlocked, now)
  if (!judgement.accepted) return judgement
  const { state, shown } = judgement
  const maximum = deed.type === 'bid' ? deed.maximum : state.price
  book.state = state
  book.standing.push({ seq: state.seq, bidderId: deed.bidderId, maximum })
  book.history.push(...shown)
  return { accepted: true, shown }
}

function judgeDeed(
  { terms, state }: Book,
  deed: Extract<Deed, { type: 'cancel' | 'extend' | 'pause' | 'resume' | 'close' }>,
  now: number
) {
  switch (deed.type) {
    case 'cancel':
      return judgeCancel(state, deed.by, now)
    case 'extend':
      return judgeExtend(state, deed.endsAt, now)
    case 'pause':
      return judgePause(terms, state, now)
    case 'resume':
      return judgeResume(state, now)
    case 'close':
      return judgeClose(terms, state, now)
  }
}
