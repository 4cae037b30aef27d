import type { Operation } from '#openapi/operation'
import { pageValidator } from '#validators/auctions'
import { bidVoidValidator, extensionValidator, reasonValidator } from '#validators/moderation'

/** What staff do with auctions and accounts. */
export const MODERATION_OPERATIONS: readonly Operation[] = [
  {
    id: 'voidBids',
    method: 'POST',
    path: '/admin/auctions/:id/bid-voids',
    access: 'auctions.moderate',
    summary: "Void one bid, or all of a bidder's",
    body: bidVoidValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'conflict_of_interest', 'bid_not_found'],
  },
  {
    id: 'cancelAuction',
    method: 'POST',
    path: '/admin/auctions/:id/cancellation',
    access: 'auctions.moderate',
    summary: 'Cancel an auction, with or without bids',
    body: reasonValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'conflict_of_interest'],
  },
  {
    id: 'extendAuction',
    method: 'POST',
    path: '/admin/auctions/:id/extension',
    access: 'auctions.moderate',
    summary: 'Set a later end',
    body: extensionValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'conflict_of_interest', 'not_later'],
  },
  {
    id: 'listBids',
    method: 'GET',
    path: '/admin/auctions/:id/bids',
    access: 'auctions.moderate',
    summary: 'Who bid when; the maximum of a bid that stands unbeaten is hidden',
    query: pageValidator,
    success: { status: 200, schema: 'StaffBid', isPage: true },
    problems: ['auction_not_found', 'invalid_cursor'],
  },
  {
    id: 'suspendUser',
    method: 'POST',
    path: '/admin/users/:id/suspension',
    access: 'users.suspend',
    summary: 'Suspend an account',
    body: reasonValidator,
    success: { status: 201, schema: 'Suspension' },
    problems: ['user_not_found', 'already_suspended', 'conflict_of_interest'],
  },
  {
    id: 'reinstateUser',
    method: 'DELETE',
    path: '/admin/users/:id/suspension',
    access: 'users.suspend',
    summary: 'End a suspension',
    success: { status: 204 },
    problems: ['user_not_found', 'not_suspended', 'conflict_of_interest'],
  },
]
