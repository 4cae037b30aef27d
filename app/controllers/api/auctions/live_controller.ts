import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import knobs from '#config/auction'
import { Refusal } from '#exceptions/refusal'
import { LiveHub } from '#live/live_hub'
import { SseStream } from '#live/sse_stream'

@inject()
export default class LiveController {
  constructor(private hub: LiveHub) {}

  /** Every committed event by SSE: a snapshot or what was missed, then each as it comes. */
  async show(ctx: HttpContext) {
    const { id } = ctx.params
    const raw = ctx.response.response
    const stream = new SseStream(raw, knobs.live.stalledMs, () => void this.hub.resume(id, stream))
    raw.on('close', () => this.hub.leave(id, stream))
    const result = await this.hub.watch(id, lastEventId(ctx), stream)
    if (result === 'not found') throw new Refusal('auction_not_found')
    if (result === 'over') return ctx.response.noContent()
    stream.open()
    if (raw.closed) this.hub.leave(id, stream)
  }
}

/** The header wins over the query, which a browser keeps from its first connect. */
function lastEventId({ request }: HttpContext): number | null {
  const id = request.header('last-event-id') ?? String(request.qs().lastEventId ?? '')
  return /^\d{1,15}$/.test(id) ? Number(id) : null
}
