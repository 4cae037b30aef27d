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
import { reasonValidator } from '#validators/moderation'

@inject()
export default class CancellationsController {
  static ability: Ability = 'auctions.moderate'

  constructor(
    private log: EventLog,
    private moderateAuction: ModerateAuction
  ) {}

  /** Asks why. */
  async create(ctx: HttpContext) {
    return this.#show(ctx)
  }

  /** Cancels an auction, with or without bids. */
  async store(ctx: HttpContext) {
    const form = await readForm(reasonValidator, ctx.request.all())
    if (!form.ok) return this.#show(ctx, form.failure)
    const { id: auctionId } = ctx.params
    const answer = await this.moderateAuction.execute({
      auctionId,
      actorId: ctx.staff.id,
      deed: { type: 'cancel', by: 'moderator' },
      reason: form.values.reason,
    })
    if (!answer.accepted) return this.#show(ctx, failureOf(answer.code))
    return goOn(ctx, `/admin/auctions/${auctionId}`, 'The auction was cancelled.')
  }

  async #show(ctx: HttpContext, failure?: FormFailure) {
    const { id: auctionId } = ctx.params
    const snapshot = await this.log.snapshot(auctionId)
    if (!snapshot) throw new Refusal('auction_not_found')
    const { bidCount } = snapshot.visible
    const page: DeedPage = {
      title: 'Cancel this auction',
      consequences: [
        'Bidding stops at once and nothing is sold. This cannot be undone.',
        bidCount === 0 ? 'Nobody has bid yet.' : `The bids in it are lost: ${bidCount} so far.`,
      ],
      submit: 'Cancel the auction',
      isDangerous: true,
      action: `/admin/auctions/${auctionId}/cancellation`,
      back: { url: `/admin/auctions/${auctionId}`, label: 'Back to the auction' },
    }
    return showDeed(ctx, page, failure)
  }
}
