import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModerateAuction } from '#actions/moderate_auction'
import {
  failureOf,
  goOn,
  readForm,
  showDeed,
  type DeedPage,
  type FormFailure,
} from '#controllers/panel/forms'
import type { Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { extensionValidator } from '#validators/moderation'

/** What a browser's date and time field sends, which has no time zone. */
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/

@inject()
export default class ExtensionsController {
  static ability: Ability = 'auctions.moderate'

  constructor(
    private log: EventLog,
    private moderateAuction: ModerateAuction
  ) {}

  /** Asks for the new end. */
  async create(ctx: HttpContext) {
    return this.#show(ctx)
  }

  /** Sets a later end. Without its time zone a time is in UTC. */
  async store(ctx: HttpContext) {
    const { reason, endsAt } = ctx.request.only(['reason', 'endsAt'])
    const isLocal = typeof endsAt === 'string' && LOCAL_TIME.test(endsAt)
    const data = { reason, endsAt: isLocal ? `${endsAt}Z` : endsAt }
    const form = await readForm(extensionValidator, data)
    if (!form.ok) return this.#show(ctx, form.failure)
    const { id: auctionId } = ctx.params
    const answer = await this.moderateAuction.execute({
      auctionId,
      actorId: ctx.staff.id,
      deed: { type: 'extend', endsAt: form.values.endsAt },
      reason: form.values.reason,
    })
    if (!answer.accepted) return this.#show(ctx, failureOf(answer.code))
    return goOn(ctx, `/admin/auctions/${auctionId}`, 'The auction ends later now.')
  }

  async #show(ctx: HttpContext, failure?: FormFailure) {
    const { id: auctionId } = ctx.params
    const snapshot = await this.log.snapshot(auctionId)
    if (!snapshot) throw new Refusal('auction_not_found')
    const page: DeedPage = {
      title: 'Extend this auction',
      consequences: [
        'Bidding goes on until the new end. Everybody who watches is told at once.',
        'An auction can be extended again, but never be made shorter.',
      ],
      submit: 'Extend the auction',
      isDangerous: false,
      action: `/admin/auctions/${auctionId}/extension`,
      back: { url: `/admin/auctions/${auctionId}`, label: 'Back to the auction' },
      presentEnd: new Date(snapshot.visible.endsAt).toISOString(),
    }
    return showDeed(ctx, page, failure)
  }
}
