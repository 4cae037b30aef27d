import { randomUUID } from 'node:crypto'
import type { FramePayload } from '#live/frame'
import type { Person } from '#tests/helpers/cast'

export type Message = { channel: string; payload: FramePayload }

/** A client of Transmit: one stream, with the channels it subscribes to. */
export class TransmitReader {
  readonly messages: Message[] = []
  /** All that came. */
  text = ''
  readonly #uid = randomUUID()
  readonly #cut = new AbortController()

  static async open(): Promise<TransmitReader> {
    const reader = new TransmitReader()
    const url = `${baseUrl()}/__transmit/events?uid=${reader.#uid}`
    const answer = await fetch(url, { signal: reader.#cut.signal })
    void reader.#read(answer.body!).catch(() => {})
    return reader
  }

  /** Answers with the status: 204 where it may listen. */
  subscribe(channel: string, person?: Person): Promise<number> {
    return this.#post('subscribe', channel, person)
  }

  unsubscribe(channel: string): Promise<number> {
    return this.#post('unsubscribe', channel)
  }

  /** What came over a channel. */
  on(channel: string): FramePayload[] {
    return this.messages
      .filter((message) => message.channel === channel)
      .map((message) => message.payload)
  }

  close() {
    this.#cut.abort()
  }

  async #post(verb: string, channel: string, person?: Person): Promise<number> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (person) headers.authorization = `Bearer ${person.token}`
    const body = JSON.stringify({ uid: this.#uid, channel })
    const answer = await fetch(`${baseUrl()}/__transmit/${verb}`, { method: 'POST', headers, body })
    return answer.status
  }

  async #read(body: ReadableStream<Uint8Array>) {
    const decoder = new TextDecoder()
    let unread = ''
    for await (const chunk of body) {
      const piece = decoder.decode(chunk, { stream: true })
      this.text += piece
      const lines = (unread + piece).split('\n')
      unread = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith('data: ')) this.messages.push(JSON.parse(line.slice(6)) as Message)
      }
    }
  }
}

function baseUrl() {
  return `http://${process.env.HOST}:${process.env.PORT}`
}
