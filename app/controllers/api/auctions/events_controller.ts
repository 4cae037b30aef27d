import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { EventLog, publicEvent } from '#live/event_log'
import { eventsValidator } from '#validators/auctions'

@inject()
export default class EventsController {
  constructor(private log: EventLog) {}

  /** The committed public events above `after`, in their order. */
  async index({ params, request }: HttpContext) {
    const { after = 0, limit = 100 } = await eventsValidator.validate(request.qs())
    const snapshot = await this.log.snapshot(params.id)
    if (!snapshot) throw new Refusal('auction_not_found')
    const events = await this.log.eventsAfter(params.id, after, limit)
    return { data: events.map(publicEvent), meta: { publicSeq: snapshot.visible.publicSeq } }
  }
}
