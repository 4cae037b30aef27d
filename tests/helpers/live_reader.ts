import { get, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import type { FramePayload } from '#live/frame'
import { checkAnswer, checkSchema } from '#tests/helpers/contract'
import { until } from '#tests/helpers/until'

export type ReceivedFrame = { id: number; event: string; payload: FramePayload }

/** Reads an auction's event stream as it is on the wire, and holds each frame against the API. */
export class LiveReader {
  readonly frames: ReceivedFrame[] = []
  /** Lines for proxies, which hold no event. */
  readonly comments: string[] = []
  /** All that came. */
  text = ''
  isEnded = false
  #unread = ''

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => this.#take(chunk))
    response.on('close', () => (this.isEnded = true))
    response.on('error', () => {})
  }

  /** Watches an auction, at the house in this process unless another's address is given. */
  static async open(
    auctionId: string,
    options: { headers?: Record<string, string>; query?: string; house?: string } = {}
  ): Promise<LiveReader> {
    const query = options.query ? `?${options.query}` : ''
    const house = options.house ?? `http://${process.env.HOST}:${process.env.PORT}`
    const url = `${house}/api/v1/auctions/${auctionId}/live${query}`
    const [response] = (await once(
      get(url, { headers: options.headers, agent: false }),
      'response'
    )) as [IncomingMessage]
    const reader = new LiveReader(response)
    if (response.statusCode !== 200) await until(() => reader.isEnded, 'the whole answer')
    checkAnswer({
      method: 'GET',
      url,
      status: reader.status,
      contentType: reader.headers['content-type'],
      body: reader.text,
    })
    return reader
  }

  get status(): number {
    return this.response.statusCode ?? 0
  }

  get headers(): Record<string, string | undefined> {
    return this.response.headers as Record<string, string | undefined>
  }

  get last(): ReceivedFrame | undefined {
    return this.frames.at(-1)
  }

  /** The numbers of all events that it was told of, in their order. */
  get seqs(): number[] {
    return this.frames.flatMap((frame) => frame.payload.events.map((event) => event.publicSeq))
  }

  /** Waits until it was told of what `publicSeq` numbers. */
  async reach(publicSeq: number) {
    await until(() => (this.last?.id ?? -1) >= publicSeq, `event ${publicSeq}`)
  }

  async untilEnded() {
    await until(() => this.isEnded, 'the end of the stream')
  }

  /** Takes nothing more from the socket. */
  stall() {
    this.response.pause()
  }

  carryOn() {
    this.response.resume()
  }

  close() {
    this.response.destroy()
  }

  #take(chunk: string) {
    this.text += chunk
    this.#unread += chunk
    const blocks = this.#unread.split('\n\n')
    this.#unread = blocks.pop() ?? ''
    for (const block of blocks) this.#read(block.split('\n'))
  }

  #read(lines: string[]) {
    const fields = new Map(lines.map((line) => line.split(/: (.*)/s, 2) as [string, string]))
    if (fields.has('')) this.comments.push(fields.get('') ?? '')
    const data = fields.get('data')
    if (data === undefined) return
    const payload = JSON.parse(data) as FramePayload
    checkSchema('Frame', payload)
    this.frames.push({ id: Number(fields.get('id')), event: fields.get('event') ?? '', payload })
  }
}
