import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { BlockBidder } from '#actions/block_bidder'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { listBlocks, showBlock } from '#queries/seller_blocks'
import { pageValidator } from '#validators/auctions'
import { blockValidator } from '#validators/sellers'

@inject()
export default class BlocksController {
  constructor(private blockBidder: BlockBidder) {}

  /** Whom the seller will not have, the oldest first. */
  async index(ctx: HttpContext) {
    const query = await pageValidator.validate(ctx.request.qs())
    const page = await listBlocks(principalOf(ctx).userId, query)
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }

  /** Blocks a bidder by alias. */
  async store(ctx: HttpContext) {
    const { alias, reason } = await ctx.request.validateUsing(blockValidator)
    const order = { sellerId: principalOf(ctx).userId, auctionId: ctx.params.id, alias }
    const result = await this.blockBidder.block({ ...order, reason: reason ?? null })
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.created({ data: await showBlock(result.blockId) })
  }

  /** Has the bidder again. */
  async destroy(ctx: HttpContext) {
    const { id: auctionId, alias } = ctx.params
    const order = { sellerId: principalOf(ctx).userId, auctionId, alias }
    const result = await this.blockBidder.unblock(order)
    if (!result.ok) throw new Refusal(result.code)
    return ctx.response.noContent()
  }
}
