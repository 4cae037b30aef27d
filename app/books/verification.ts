import type { AuctionBooks, BidRow, DeedRow } from '#books/auction_books'
import type { Findings } from '#books/findings'
import { eventOf, type AuctionEvent, type EventType } from '#bidding/auction_event'
import { recordOf, statusOf, type AuctionRecord } from '#bidding/auction_record'
import { isSeenToChange } from '#bidding/withdrawal'
import { openBook, perform, type Book, type Deed } from '#domain/auction_book'
import { isReserveMet, type HistoryEntry } from '#domain/english_auction'

/** An event that a deed gives, its number and its time left out. */
type Showing = {
  type: EventType
  shown?: HistoryEntry[]
  withdrawn?: number[]
  note?: string | null
}

/** Replays the deeds of an auction through the rules, and compares all that its books say. */
export function verifyBooks(books: AuctionBooks, findings: Findings) {
  new Verification(books, findings).run()
}

class Verification {
  readonly #record: AuctionRecord
  readonly #book: Book
  readonly #bids: ReadonlyMap<number, BidRow>
  readonly #events: ReadonlyMap<number, AuctionEvent>
  /** By which deed a bid was voided. */
  readonly #voidedBy: ReadonlyMap<number, number>
  #publicSeq = 0
  #lastBidAt: number | null = null
  #endedAt: number | null = null

  constructor(
    private readonly books: AuctionBooks,
    private readonly findings: Findings
  ) {
    const { row, bids, deeds, events } = books
    this.#record = recordOf(row)
    this.#book = openBook(this.#record.terms, {
      endsAt: row.opened_ends_at,
      hardEndsAt: row.opened_hard_ends_at,
    })
    this.#bids = new Map(bids.map((bid) => [bid.seq, bid]))
    this.#events = new Map(events.map((event) => [event.publicSeq, event]))
    this.#voidedBy = new Map(
      deeds.flatMap(({ version, data }) => (data.seqs ?? []).map((seq) => [seq, version]))
    )
  }

  run() {
    const entries = [...this.books.bids, ...this.books.deeds]
    entries.sort((one, other) => one.version - other.version)
    this.#verifyNumbers(entries)
    this.#verifyBidders()
    for (const entry of entries) {
      if ('seq' in entry) this.#verifyBid(entry)
      else this.#verifyDeed(entry)
    }
    this.#verifyState()
    this.#verifyBrowsing()
  }

  #verifyNumbers(entries: readonly { version: number }[]) {
    const { row, bids, events } = this.books
    const versions = entries.map((entry) => entry.version)
    const seqs = bids.map((bid) => bid.seq)
    const publicSeqs = events.map((event) => event.publicSeq)
    this.findings.compareNumbers('bids seq', seqs, row.seq)
    this.findings.compareNumbers('bids and deeds version', versions, row.version)
    this.findings.compareNumbers('events publicSeq', publicSeqs, row.public_seq)
  }

  #verifyBidders() {
    const { bids, userIds } = this.books
    const bidderIds = new Set(bids.map((bid) => bid.bidderId))
    for (const id of bidderIds)
      if (!userIds.has(id)) this.findings.add('bids bidderId', 'a user', id)
    const ids = new Set(bids.map((bid) => bid.id))
    if (ids.size < bids.length) this.findings.add('bids id', 'one for each', 'one twice')
  }

  #verifyBid(bid: BidRow) {
    const { seq, bidderId, maximum, placedAt, isBuyNow } = bid
    const what = `bid ${seq}`
    const earliest = Math.max(placedAt, this.#lastBidAt ?? placedAt)
    this.findings.compare(what, { placedAt: earliest }, bid)
    this.#lastBidAt = placedAt
    // A hole in the numbers was told already; what follows it is judged as if there were none.
    this.#book.state = { ...this.#book.state, seq: seq - 1 }
    const deed: Deed = isBuyNow ? { type: 'buy_now', bidderId } : { type: 'bid', bidderId, maximum }
    const judgement = perform(this.#book, deed, placedAt)
    if (!judgement.accepted) return this.#tellRefusal(what, judgement.code, bid)
    const { terms, state } = this.#book
    const expected = {
      price: state.price,
      isLeading: state.leaderId === bidderId,
      isReserveMet: isReserveMet(terms, state),
      endsAt: state.endsAt,
      maximum: isBuyNow ? state.price : maximum,
      voidedVersion: this.#voidedBy.get(seq) ?? null,
    }
    this.findings.compare(what, expected, bid)
    const { shown } = judgement
    if (isBuyNow)
      this.#verifyShowings(what, bid, placedAt, [{ type: 'buy_now', shown }, { type: 'closed' }])
    else this.#verifyShowings(what, bid, placedAt, shown.length > 0 ? [{ type: 'bid', shown }] : [])
    this.#noteEnd(placedAt)
  }

  #verifyDeed(deed: DeedRow) {
    const what = `deed ${deed.version} (${deed.type})`
    const before = this.#book.state
    // A closing that is repeated is accepted by the rules, and has no place in the books.
    if (before.outcome !== null) return this.#tellRefusal(what, 'auction_ended', deed)
    if (deed.type === 'amend') return this.#verifyAmendment(what, deed)
    const removed = this.#removedBy(deed)
    const judgement = perform(
      this.#book,
      deedOf(deed.type, deed.data),
      deed.data.judgedAt ?? deed.occurredAt
    )
    if (!judgement.accepted) return this.#tellRefusal(what, judgement.code, deed)
    const { state } = this.#book
    if (deed.type === 'close') {
      this.findings.compare(what, { outcome: state.outcome }, deed.data)
    }
    if (removed) this.findings.compare(what, { seqs: removed }, deed.data)
    const withdrawn = removed?.flatMap((seq) => this.#bids.get(seq)?.publicSeq ?? [])
    const isSeen = !withdrawn || withdrawn.length > 0 || isSeenToChange(before, state)
    const showing = { type: EVENT_TYPES[deed.type], withdrawn, note: noteOf(deed) }
    this.#verifyShowings(what, deed, deed.occurredAt, isSeen ? [showing] : [])
    this.#noteEnd(deed.occurredAt)
  }

  /** New terms of a scheduled auction: nothing that anybody saw or bid on changes. */
  #verifyAmendment(what: string, { publicSeq, occurredAt }: DeedRow) {
    const isScheduled = occurredAt < this.#book.terms.startsAt
    this.findings.compare(
      what,
      { publicSeq: null, isScheduled: true, seq: 0 },
      { publicSeq, isScheduled, seq: this.#book.state.seq }
    )
  }

  /** The bids that a void removes, by their `seq`. */
  #removedBy({ type, data }: DeedRow): number[] | undefined {
    if (type === 'void') return data.seqs?.slice(0, 1) ?? []
    if (type !== 'void_bidder') return undefined
    const own = this.#book.standing.filter((bid) => bid.bidderId === data.bidderId)
    return own.map((bid) => bid.seq)
  }

  /** Compares the events of a deed, the first of which the deed itself has the number of. */
  #verifyShowings(
    what: string,
    deed: { publicSeq: number | null },
    occurredAt: number,
    showings: readonly Showing[]
  ) {
    const next = showings.length > 0 ? this.#publicSeq + 1 : null
    this.findings.compare(what, { publicSeq: next }, deed)
    for (const [index, { type, ...details }] of showings.entries()) {
      const publicSeq = (deed.publicSeq ?? this.#publicSeq + 1) + index
      const event = eventOf(
        this.#record,
        this.#book.state,
        { type, publicSeq, occurredAt },
        details
      )
      this.findings.compare(`event ${publicSeq}`, event, this.#events.get(publicSeq))
      this.#publicSeq = publicSeq
    }
  }

  #tellRefusal(what: string, code: string, deed: { publicSeq: number | null }) {
    this.findings.add(what, `refused (${code})`, 'accepted')
    this.#publicSeq = deed.publicSeq ?? this.#publicSeq
  }

  #noteEnd(at: number) {
    if (this.#book.state.outcome !== null) this.#endedAt = at
  }

  #verifyState() {
    const { row } = this.books
    const { price, leaderId, maximum, bidCount, endsAt, hardEndsAt, pausedAt } = this.#book.state
    const expected = {
      ...{ publicSeq: this.#publicSeq, price, leaderId, maximum, bidCount, endsAt, hardEndsAt },
      ...{ pausedAt, lastBidAt: this.#lastBidAt, closedAt: this.#endedAt },
      status: statusOf(this.#book.state),
    }
    const { state, publicSeq } = this.#record
    const { last_bid_at: lastBidAt, closed_at: closedAt, status } = row
    this.findings.compare('state', expected, { ...state, publicSeq, lastBidAt, closedAt, status })
    this.#verifyCloseCheck()
  }

  /** An open auction is looked at by its end at the latest, or it would never be closed. */
  #verifyCloseCheck() {
    const { close_check_at: closeCheckAt } = this.books.row
    const { endsAt } = this.#book.state
    const isOpen = statusOf(this.#book.state) === 'open'
    const latest = isOpen ? Math.min(closeCheckAt ?? endsAt, endsAt) : null
    this.findings.compare('state', { closeCheckAt: latest }, { closeCheckAt })
  }

  #verifyBrowsing() {
    if (this.books.isNewsWaiting) return
    const { price, bidCount, endsAt } = this.#book.state
    const expected = { price, bidCount, endsAt, status: statusOf(this.#book.state) }
    this.findings.compare('browsing', expected, this.books.browse)
  }
}

type PerformedType = Exclude<DeedRow['type'], 'amend'>

const EVENT_TYPES = {
  void: 'withdrawn',
  void_bidder: 'withdrawn',
  cancel: 'closed',
  extend: 'extended',
  pause: 'paused',
  resume: 'resumed',
  close: 'closed',
} as const satisfies Record<PerformedType, EventType>

/** The house tells the public why it extended after an outage. */
function noteOf({ type, data }: DeedRow): string | null {
  return type === 'extend' && data.judgedAt !== undefined ? (data.reason ?? null) : null
}

/** The deed as the rules know it. What is missing in the books is put so that they refuse it. */
function deedOf(type: PerformedType, data: DeedRow['data']): Deed {
  switch (type) {
    case 'void':
      return { type, seq: data.seqs?.[0] ?? 0 }
    case 'void_bidder':
      return { type, bidderId: data.bidderId ?? '' }
    case 'cancel':
      return { type, by: data.by ?? 'seller' }
    case 'extend':
      return { type, endsAt: data.endsAt ?? 0 }
    default:
      return { type }
  }
}
