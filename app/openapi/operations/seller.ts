import type { Operation } from '#openapi/operation'
import { openAuctionValidator, pageValidator } from '#validators/auctions'
import { blockValidator } from '#validators/sellers'

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
  {
    id: 'blockBidder',
    method: 'POST',
    path: '/seller/auctions/:id/blocks',
    access: 'bidders.block',
    summary: 'Refuse the next bids of a bidder of my auction, on all my auctions',
    body: blockValidator,
    success: { status: 201, schema: 'SellerBlock' },
    problems: ['auction_not_found', 'bidder_not_found', 'already_blocked'],
  },
  {
    id: 'unblockBidder',
    method: 'DELETE',
    path: '/seller/auctions/:id/blocks/:alias',
    access: 'bidders.block',
    summary: 'Take the bids of a bidder of my auction again',
    success: { status: 204 },
    problems: ['auction_not_found', 'bidder_not_found', 'not_blocked'],
  },
  {
    id: 'listBlocks',
    method: 'GET',
    path: '/seller/blocks',
    access: 'bidders.block',
    summary: 'Whose bids I do not take, by alias, the oldest first',
    query: pageValidator,
    success: { status: 200, schema: 'SellerBlock', isPage: true },
    problems: ['invalid_cursor'],
  },
]
