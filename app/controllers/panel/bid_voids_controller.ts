import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModerateAuction } from '#actions/moderate_auction'
import { DeedDesk } from '#bidding/deed_desk'
import type { WithdrawDeed } from '#bidding/withdrawal'
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
import { previewVoid, type VoidPreview } from '#queries/void_preview'
import { bidVoidValidator } from '#validators/moderation'
import { bidChoiceValidator } from '#validators/panel'

type Choice = { bidId?: string; bidderId?: string }

@inject()
export default class BidVoidsController {
  static ability: Ability = 'auctions.moderate'

  constructor(
    private desk: DeedDesk,
    private moderateAuction: ModerateAuction
  ) {}

  /** What voiding would lead to, and the form that does it. */
  async create(ctx: HttpContext) {
    const choice = await readChoice(ctx.request.qs())
    return this.#show(ctx, choice)
  }

  /** Voids one bid, or all of a bidder's. */
  async store(ctx: HttpContext) {
    const choice = await readChoice(ctx.request.all())
    const form = await readForm(bidVoidValidator, ctx.request.all())
    if (!form.ok) return this.#show(ctx, choice, form.failure)
    const { id: auctionId } = ctx.params
    const order = { auctionId, actorId: ctx.staff.id, deed: deedOf(choice) }
    const answer = await this.moderateAuction.execute({ ...order, reason: form.values.reason })
    if (!answer.accepted) return this.#show(ctx, choice, failureOf(answer.code))
    const notice = choice.bidId ? 'The bid was voided.' : 'All bids of this bidder were voided.'
    return goOn(ctx, `/admin/auctions/${auctionId}`, notice)
  }

  async #show(ctx: HttpContext, choice: Choice, failure?: FormFailure) {
    const { id: auctionId } = ctx.params
    const preview = await previewVoid(this.desk, auctionId, deedOf(choice))
    const shown = preview.accepted ? preview : undefined
    const hidden = choice.bidId
      ? { name: 'bidId', value: choice.bidId }
      : { name: 'bidderId', value: choice.bidderId ?? '' }
    const action = `/admin/auctions/${auctionId}/bid-voids`
    const page: DeedPage = {
      title: titleOf(choice, shown),
      consequences: [
        'The bids that stay are played again in their order; the end of the auction stays as it is.',
        'The public history keeps what was shown and marks it as withdrawn. This cannot be undone.',
      ],
      submit: choice.bidId ? 'Void this bid' : 'Void these bids',
      isDangerous: true,
      action,
      back: { url: `/admin/auctions/${auctionId}`, label: 'Back to the auction' },
      hidden,
      preview: shown,
      previewUrl: `${action}/create?${hidden.name}=${hidden.value}`,
    }
    return showDeed(ctx, page, preview.accepted ? failure : failureOf(preview.code))
  }
}

async function readChoice(data: unknown): Promise<Choice> {
  const form = await readForm(bidChoiceValidator, data)
  if (!form.ok) throw new Refusal('bid_not_found')
  return form.values
}

function deedOf({ bidId, bidderId }: Choice): WithdrawDeed {
  return bidId ? { type: 'void', bidId } : { type: 'void_bidder', bidderId: bidderId ?? '' }
}

function titleOf(choice: Choice, preview: VoidPreview | undefined): string {
  if (choice.bidId) return preview ? `Void a bid of ${preview.bidder.displayName}` : 'Void a bid'
  if (!preview) return 'Void all bids of a bidder'
  const { voidCount, bidder } = preview
  const bids = voidCount === 1 ? 'the only bid' : `all ${voidCount} bids`
  return `Void ${bids} of ${bidder.displayName}`
}
