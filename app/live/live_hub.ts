import type { EventLog } from '#live/event_log'
import { isFinal, snapshotFrame, updateFrame, type Frame } from '#live/frame'
import type { PublicTerms } from '#domain/public_state'

export type LiveKnobs = {
  heartbeatMs: number
  netMs: number
  eventsPerFrame: number
  slowMs: number
}

/** Somebody who watches an auction: an SSE stream, or Transmit's channel. */
export interface Watcher {
  /** Takes a frame. False: full, do not offer more until `LiveHub.resume` was called. */
  take(frame: Frame): boolean
  /** Called now and then, so that nobody on the way takes the connection for dead. */
  heartbeat(): void
  /** No frame will follow. */
  end(): void
}

/**
 * `lastSeq` is the last event it was sent. One that is not caught up (it has just come, or was
 * full) is left out of deliveries: what it lacks is read from the log for it alone.
 */
type Watching = {
  watcher: Watcher
  lastSeq: number
  isCaughtUp: boolean
  isReading: boolean
  fullSince: number
}

type Topic = {
  auctionId: string
  terms: PublicTerms
  /** Up to here everything was sent to those who are caught up. */
  seq: number
  watching: Map<Watcher, Watching>
  isReading: boolean
  hasNews: boolean
}

/** Events kept for a reader that was too slow; the rest is counted as skipped. */
const KEPT_FOR_SLOW = 20

/**
 * Brings committed events to watchers. Whoever commits only hints that an auction has news; the
 * contents always come from the log, so order and completeness do not depend on the hint, and a
 * look once a second catches what no hint announced.
 */
export class LiveHub {
  #topics = new Map<string, Topic>()
  #timers: NodeJS.Timeout[] = []
  #isClosed = false

  constructor(
    private readonly log: EventLog,
    private readonly knobs: LiveKnobs,
    private readonly now: () => Promise<number>
  ) {}

  /** There may be new events of these auctions. */
  announce(auctionIds: readonly string[]) {
    for (const id of auctionIds) {
      const topic = this.#topics.get(id)
      if (topic) void this.#deliver(topic)
    }
  }

  /**
   * Begins to watch: with a snapshot, or after `lastSeq` with what has happened since.
   * Answers `over` where the auction has its outcome and the watcher has seen it.
   */
  async watch(
    auctionId: string,
    lastSeq: number | null,
    watcher: Watcher
  ): Promise<'watching' | 'over' | 'not found'> {
    const snapshot = await this.log.snapshot(auctionId)
    if (!snapshot) return 'not found'
    const { terms, visible } = snapshot
    const isKnown = lastSeq !== null && lastSeq <= visible.publicSeq
    const frame = snapshotFrame(terms, visible, snapshot.now)
    if (isFinal(frame) && isKnown && lastSeq === visible.publicSeq) return 'over'
    const topic = this.#topicOf(terms, visible.publicSeq)
    const watching = {
      watcher,
      lastSeq: isKnown ? lastSeq : visible.publicSeq,
      isCaughtUp: false,
      isReading: false,
      fullSince: 0,
    }
    topic.watching.set(watcher, watching)
    if (!isKnown) watcher.take(frame)
    if (this.#isClosed || (!isKnown && isFinal(frame))) this.#end(topic, watching)
    else await this.#catchUp(topic, watching)
    return 'watching'
  }

  /**
   * A watcher that was full can take frames again. Where that took it too long it gets the
   * latest, not all between.
   */
  async resume(auctionId: string, watcher: Watcher) {
    const topic = this.#topics.get(auctionId)
    const watching = topic?.watching.get(watcher)
    if (!topic || !watching || watching.isCaughtUp) return
    const isSlow = performance.now() - watching.fullSince > this.knobs.slowMs
    await this.#catchUp(topic, watching, isSlow)
  }

  leave(auctionId: string, watcher: Watcher) {
    const topic = this.#topics.get(auctionId)
    topic?.watching.delete(watcher)
    if (topic?.watching.size === 0) this.#topics.delete(auctionId)
    if (this.#topics.size === 0) this.#stopTimers()
  }

  /** Ends every stream, also those still to begin; their readers come back elsewhere and resume. */
  close() {
    this.#isClosed = true
    for (const topic of this.#topics.values()) {
      for (const watching of topic.watching.values()) this.#end(topic, watching)
    }
  }

  #topicOf(terms: PublicTerms, seq: number): Topic {
    let topic = this.#topics.get(terms.id)
    if (!topic) {
      topic = {
        auctionId: terms.id,
        terms,
        seq,
        watching: new Map(),
        isReading: false,
        hasNews: false,
      }
      this.#topics.set(terms.id, topic)
      if (this.#timers.length === 0) this.#startTimers()
    }
    return topic
  }

  async #deliver(topic: Topic) {
    topic.hasNews = true
    if (topic.isReading) return
    topic.isReading = true
    try {
      while (topic.hasNews) {
        topic.hasNews = false
        await this.#deliverNews(topic)
      }
    } catch {
      // The database is away: the next look catches up.
    } finally {
      topic.isReading = false
    }
  }

  async #deliverNews(topic: Topic) {
    const limit = this.knobs.eventsPerFrame
    const events = await this.log.eventsAfter(topic.auctionId, topic.seq, limit)
    if (events.length === 0) return
    const now = await this.now()
    const frame = updateFrame(topic.terms, events, now)
    topic.seq = frame.lastSeq
    topic.hasNews ||= events.length === limit
    for (const watching of topic.watching.values()) {
      if (!watching.isCaughtUp || watching.lastSeq >= frame.lastSeq) continue
      const isAhead = watching.lastSeq >= frame.firstSeq
      const unseen = events.filter((event) => event.publicSeq > watching.lastSeq)
      this.#give(topic, watching, isAhead ? updateFrame(topic.terms, unseen, now) : frame)
    }
  }

  /** Reads what this watcher lacks until it is where the topic is, or full. */
  async #catchUp(topic: Topic, watching: Watching, isSlow = false) {
    if (watching.isReading) return
    watching.isReading = true
    try {
      if (isSlow) await this.#skipAhead(topic, watching)
      const limit = this.knobs.eventsPerFrame
      for (;;) {
        const events = await this.log.eventsAfter(topic.auctionId, watching.lastSeq, limit)
        if (events.length > 0) {
          const frame = updateFrame(topic.terms, events, await this.now())
          if (!this.#give(topic, watching, frame)) return
        }
        if (events.length === limit || watching.lastSeq < topic.seq) continue
        watching.isCaughtUp = true
        return
      }
    } catch {
      // The log cannot be read: the reader comes back and resumes.
      this.#end(topic, watching)
    } finally {
      watching.isReading = false
    }
  }

  /** Sends the newest events only and counts the others. */
  async #skipAhead(topic: Topic, watching: Watching) {
    const from = topic.seq - KEPT_FOR_SLOW
    const skipped = from - watching.lastSeq
    if (skipped <= 0) return
    const limit = this.knobs.eventsPerFrame
    const events = await this.log.eventsAfter(topic.auctionId, from, limit)
    const frame = updateFrame(topic.terms, events, await this.now(), skipped)
    this.#give(topic, watching, frame)
  }

  /** False where nothing may follow: the watcher left, is full, or was told the outcome. */
  #give(topic: Topic, watching: Watching, frame: Frame): boolean {
    if (!topic.watching.has(watching.watcher)) return false
    watching.lastSeq = frame.lastSeq
    const hasRoom = watching.watcher.take(frame)
    if (isFinal(frame)) {
      this.#end(topic, watching)
      return false
    }
    if (!hasRoom) {
      watching.isCaughtUp = false
      watching.fullSince = performance.now()
    }
    return hasRoom
  }

  #end(topic: Topic, watching: Watching) {
    this.leave(topic.auctionId, watching.watcher)
    watching.watcher.end()
  }

  #startTimers() {
    this.#timers = [
      setInterval(() => void this.#lookAround(), this.knobs.netMs),
      setInterval(() => this.#beat(), this.knobs.heartbeatMs),
    ]
  }

  #stopTimers() {
    for (const timer of this.#timers) clearInterval(timer)
    this.#timers = []
  }

  /** The net under the hints. */
  async #lookAround() {
    try {
      const latest = await this.log.latest([...this.#topics.keys()])
      for (const topic of this.#topics.values()) {
        if ((latest.get(topic.auctionId) ?? 0) > topic.seq) void this.#deliver(topic)
      }
    } catch {
      // The database is away: the next look catches up.
    }
  }

  #beat() {
    for (const topic of this.#topics.values()) {
      for (const watcher of topic.watching.keys()) watcher.heartbeat()
    }
  }
}
