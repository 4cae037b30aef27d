import type { ServerResponse } from 'node:http'
import type { Frame } from '#live/frame'
import type { Watcher } from '#live/live_hub'

const HEARTBEAT = Buffer.from(': still here\n\n')

/** One watcher's event stream over HTTP. */
export class SseStream implements Watcher {
  #stalled: NodeJS.Timeout | null = null

  /** `onDrain` is called when the reader has taken what it was sent. */
  constructor(
    private readonly response: ServerResponse,
    private readonly stalledMs: number,
    private readonly onDrain: () => void
  ) {}

  /** Sends the headers, once. */
  open() {
    if (this.response.headersSent) return
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    this.response.socket?.setNoDelay(true)
    this.response.write('retry: 1000\n\n')
    this.response.on('drain', () => {
      if (this.#stalled) clearTimeout(this.#stalled)
      this.#stalled = null
      this.onDrain()
    })
    this.response.on('close', () => {
      if (this.#stalled) clearTimeout(this.#stalled)
    })
  }

  take(frame: Frame): boolean {
    this.open()
    const hasRoom = this.response.write(frame.bytes)
    if (!hasRoom) this.#stalled ??= setTimeout(() => this.response.destroy(), this.stalledMs)
    return hasRoom
  }

  heartbeat() {
    if (!this.#stalled) this.response.write(HEARTBEAT)
  }

  end() {
    this.open()
    this.response.end()
  }
}
