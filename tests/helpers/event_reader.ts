import assert from 'node:assert/strict'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'

/** A frame as a reader got it. */
export type SeenFrame = {
  id: number
  event: string
  skipped: number
  /** The numbers of the events in it. */
  seqs: number[]
  outcome: string | null
}

type Payload = { skipped: number; events: { publicSeq: number }[]; outcome: string | null }

const RETRY_MS = 50

/**
 * Watches an auction as a browser's EventSource does: comes back with the last id where the
 * stream ends, until it is told that there is nothing more to come.
 */
export class EventReader {
  readonly frames: SeenFrame[] = []
  connects = 0
  /** Ends of a stream that the server did not send. */
  breaks = 0
  isOver = false
  #isStopped = false
  #request: ClientRequest | null = null
  #retry: NodeJS.Timeout | undefined

  /** Each connection goes to the next of the house's addresses. */
  constructor(
    private readonly baseUrls: string[],
    private readonly auctionId: string
  ) {
    this.#connect()
  }

  get lastId(): number | null {
    return this.frames.at(-1)?.id ?? null
  }

  /** Breaks the connection, as a lost network does; the reader comes back by itself. */
  drop() {
    this.#request?.destroy()
  }

  /** Breaks the connection and stays away until `resume`. */
  pause() {
    this.#isStopped = true
    this.drop()
  }

  resume() {
    this.#isStopped = false
    this.#connect()
  }

  stop() {
    this.#isStopped = true
    clearTimeout(this.#retry)
    this.drop()
  }

  #connect() {
    const baseUrl = this.baseUrls[this.connects++ % this.baseUrls.length]
    const headers = this.lastId === null ? undefined : { 'last-event-id': String(this.lastId) }
    const url = `${baseUrl}/api/v1/auctions/${this.auctionId}/live`
    let isLost = false
    const comeBack = () => {
      if (isLost || this.#isStopped || this.isOver) return
      isLost = true
      this.#retry = setTimeout(() => this.#connect(), RETRY_MS)
    }
    this.#request = request(url, { agent: false, headers }, (response) => {
      if (response.statusCode === 204) this.isOver = true
      if (response.statusCode === 200) this.#read(response)
      response.on('close', () => {
        if (!response.complete) this.breaks++
        comeBack()
      })
    })
    this.#request.on('error', comeBack)
    this.#request.end()
  }

  #read(response: IncomingMessage) {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const frame = parse(block)
        if (frame) this.frames.push(frame)
      }
    })
    response.on('error', () => {})
  }
}

/** Throws unless the reader saw every event after its first frame up to `lastSeq` once, in order. */
export function assertSawAll({ frames }: EventReader, lastSeq: number) {
  const [first, ...rest] = frames
  assert.equal(first.event, 'snapshot')
  const seen = rest.flatMap((frame) => frame.seqs)
  const expected = Array.from({ length: lastSeq - first.id }, (_, index) => first.id + 1 + index)
  assert.deepEqual(seen, expected)
  for (const [index, frame] of rest.entries()) {
    assert.equal(frame.event, 'update')
    assert.equal(frame.skipped, 0)
    assert.equal(frame.id, frame.seqs.at(-1))
    assert.ok(frame.id > frames[index].id)
  }
}

function parse(block: string): SeenFrame | null {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    })
  )
  const data = fields.get('data')
  if (data === undefined) return null
  const { skipped, events, outcome } = JSON.parse(data) as Payload
  return {
    id: Number(fields.get('id')),
    event: fields.get('event') ?? '',
    skipped,
    outcome,
    seqs: events.map((event) => event.publicSeq),
  }
}
