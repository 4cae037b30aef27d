import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { filledQuery } from '#controllers/panel/forms'
import type { Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import { EventLog } from '#live/event_log'
import { auctionHistory } from '#queries/auction_history'
import { bidderAliases } from '#queries/bidder_aliases'
import { browseAuctions } from '#queries/browse_auctions'
import { showAuction } from '#queries/show_auction'
import { staffBids } from '#queries/staff_bids'
import { browseValidator } from '#validators/auctions'
import { auctionPageValidator } from '#validators/panel'

const BIDS_PER_PAGE = 50
const EVENTS_PER_PAGE = 50

@inject()
export default class AuctionsController {
  static ability: Ability = 'auctions.moderate'

  constructor(private log: EventLog) {}

  /** All auctions, a page at a time. */
  async index(ctx: HttpContext) {
    const filters = await browseValidator.validate(filledQuery(ctx))
    const page = await browseAuctions(filters)
    if (!page) throw new Refusal('invalid_cursor')
    return ctx.view.render('pages/auctions/index', { page, filters })
  }

  /** One auction, with its bids and its public history. */
  async show(ctx: HttpContext) {
    const { id } = ctx.params
    const query = await auctionPageValidator.validate(filledQuery(ctx))
    const auction = await showAuction(this.log, id, null)
    const aliases = await bidderAliases(id)
    if (!auction || !aliases) throw new Refusal('auction_not_found')
    const bids = await staffBids(id, {
      limit: BIDS_PER_PAGE,
      cursor: query.bidsBefore?.toString(),
    })
    const history = await readHistory(id, (query.historyBefore ?? auction.publicSeq + 1) - 1)
    return ctx.view.render('pages/auctions/show', { auction, aliases, bids, history, query })
  }
}

/** The public history up to an event, the newest line first. */
async function readHistory(auctionId: string, lastSeq: number) {
  const before = Math.max(0, lastSeq - EVENTS_PER_PAGE)
  const page = await auctionHistory(auctionId, { limit: EVENTS_PER_PAGE, cursor: String(before) })
  const lines = page?.data.filter((line) => line.publicSeq <= lastSeq) ?? []
  return { lines: lines.reverse(), olderBefore: before > 0 ? before + 1 : null }
}
