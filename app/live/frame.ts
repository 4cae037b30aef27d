import { publicEvent, type LoggedEvent, type PublicEvent } from '#live/event_log'
import {
  publicState,
  type PublicState,
  type PublicTerms,
  type VisibleState,
} from '#domain/public_state'

/** What watchers get: the full public state, and what happened since the frame before. */
export type FramePayload = PublicState & {
  events: PublicEvent[]
  /** Events left out between the frame before and this one, for a reader that was too slow. */
  skipped: number
}

/** A frame, encoded once and written to every watcher. */
export type Frame = {
  firstSeq: number
  lastSeq: number
  payload: FramePayload
  bytes: Buffer
}

export function snapshotFrame(terms: PublicTerms, visible: VisibleState, now: number): Frame {
  const payload = { ...publicState(terms, visible, now), events: [], skipped: 0 }
  const { publicSeq } = visible
  return { firstSeq: publicSeq, lastSeq: publicSeq, payload, bytes: encode('snapshot', payload) }
}

/** A frame of the events, which follow each other without a gap and are at least one. */
export function updateFrame(
  terms: PublicTerms,
  events: readonly LoggedEvent[],
  now: number,
  skipped = 0
): Frame {
  const last = events[events.length - 1]
  const payload = { ...publicState(terms, last, now), events: events.map(publicEvent), skipped }
  return {
    firstSeq: events[0].publicSeq,
    lastSeq: last.publicSeq,
    payload,
    bytes: encode('update', payload),
  }
}

export function isFinal(frame: Frame): boolean {
  return frame.payload.outcome !== null
}

function encode(event: string, payload: FramePayload): Buffer {
  const { publicSeq } = payload
  return Buffer.from(`id: ${publicSeq}\nevent: ${event}\ndata: ${JSON.stringify(payload)}\n\n`)
}
