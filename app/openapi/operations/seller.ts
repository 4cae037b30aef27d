import type { Operation } from '#openapi/operation'
import { openAuctionValidator } from '#validators/auctions'

/** What sellers do. */
export const SELLER_OPERATIONS: readonly Operation[] = [
  {
    id: 'openAuction',
    method: 'POST',
    path: '/seller/auctions',
    access: 'auctions.open',
    summary: 'Open an auction of a new listing, where the house asks for no review',
    body: openAuctionValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['review_required', 'currency_unknown'],
  },
  {
    id: 'cancelOwnAuction',
    method: 'POST',
    path: '/seller/auctions/:id/cancellation',
    access: 'auctions.cancelOwn',
    summary: 'Cancel my auction while it has no bids',
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'has_bids'],
  },
]
