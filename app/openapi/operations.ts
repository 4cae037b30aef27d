import type { ProblemCode } from '#exceptions/problems'
import type { Access } from '#openapi/access'
import type { SchemaName } from '#openapi/schemas'
import {
  bidValidator,
  browseValidator,
  eventsValidator,
  openAuctionValidator,
  pageValidator,
} from '#validators/auctions'
import { passwordChangeValidator, registerValidator, tokenValidator } from '#validators/auth'
import { bidVoidValidator, extensionValidator, reasonValidator } from '#validators/moderation'

/** Where the API lives. */
export const API_PREFIX = '/api/v1'

type Validator = { toJSONSchema(): object }

export type Operation = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below API_PREFIX, as the router has it. */
  path: string
  access: Access
  summary: string
  body?: Validator
  query?: Validator
  /** Headers it reads besides Authorization. */
  headers?: ('Idempotency-Key' | 'Last-Event-ID')[]
  success: { status: 200 | 201 | 204; schema?: SchemaName; isPage?: boolean; isStream?: boolean }
  /** Besides those that every operation of its kind may answer. */
  problems: ProblemCode[]
}

const TAKING_PART: ProblemCode[] = [
  'auction_not_found',
  'auction_not_started',
  'auction_paused',
  'auction_ended',
  'own_auction',
  'bidder_blocked',
  'idempotency_key_invalid',
  'idempotency_key_reused',
  'too_many_requests',
]

/** Every operation of the API: routes, access, OpenAPI document and tests read this one table. */
export const OPERATIONS: readonly Operation[] = [
  {
    id: 'register',
    method: 'POST',
    path: '/auth/register',
    access: 'public',
    summary: "Make a buyer's account",
    body: registerValidator,
    success: { status: 201, schema: 'Profile' },
    problems: ['email_taken', 'too_many_requests'],
  },
  {
    id: 'createToken',
    method: 'POST',
    path: '/auth/tokens',
    access: 'public',
    summary: 'Sign in: get a bearer token',
    body: tokenValidator,
    success: { status: 201, schema: 'Token' },
    problems: ['invalid_credentials', 'too_many_requests'],
  },
  {
    id: 'revokeToken',
    method: 'DELETE',
    path: '/auth/tokens/current',
    access: 'account',
    summary: 'Sign out: revoke the token of this request',
    success: { status: 204 },
    problems: [],
  },
  {
    id: 'showMe',
    method: 'GET',
    path: '/me',
    access: 'account',
    summary: 'My account',
    success: { status: 200, schema: 'Profile' },
    problems: [],
  },
  {
    id: 'changePassword',
    method: 'PUT',
    path: '/me/password',
    access: 'account',
    summary: 'Set a new password and sign out everywhere',
    body: passwordChangeValidator,
    success: { status: 204 },
    problems: ['wrong_password', 'too_many_requests'],
  },
  {
    id: 'browseAuctions',
    method: 'GET',
    path: '/auctions',
    access: 'public',
    summary: 'Browse auctions; prices and ends are at most 5 s old',
    query: browseValidator,
    success: { status: 200, schema: 'AuctionSummary', isPage: true },
    problems: ['invalid_cursor'],
  },
  {
    id: 'showAuction',
    method: 'GET',
    path: '/auctions/:id',
    access: 'public',
    summary: 'One auction; a signed-in bidder also learns how they stand',
    success: { status: 200, schema: 'Auction' },
    problems: ['auction_not_found'],
  },
  {
    id: 'showHistory',
    method: 'GET',
    path: '/auctions/:id/history',
    access: 'public',
    summary: 'The public history, in its order',
    query: pageValidator,
    success: { status: 200, schema: 'HistoryLine', isPage: true },
    problems: ['auction_not_found', 'invalid_cursor'],
  },
  {
    id: 'listEvents',
    method: 'GET',
    path: '/auctions/:id/events',
    access: 'public',
    summary: 'The committed public events above `after`, in their order',
    query: eventsValidator,
    success: { status: 200, schema: 'EventPage' },
    problems: ['auction_not_found'],
  },
  {
    id: 'watchAuction',
    method: 'GET',
    path: '/auctions/:id/live',
    access: 'public',
    summary: 'Every committed event by SSE; 204 to a reconnect after the outcome was sent',
    headers: ['Last-Event-ID'],
    success: { status: 200, schema: 'Frame', isStream: true },
    problems: ['auction_not_found'],
  },
  {
    id: 'placeBid',
    method: 'POST',
    path: '/auctions/:id/bids',
    access: 'bids.place',
    summary: 'Place a proxy bid',
    body: bidValidator,
    headers: ['Idempotency-Key'],
    success: { status: 201, schema: 'BidReceipt' },
    problems: [...TAKING_PART, 'amount_invalid', 'not_above_own_maximum', 'below_minimum', 'busy'],
  },
  {
    id: 'buyNow',
    method: 'POST',
    path: '/auctions/:id/buy-now',
    access: 'bids.place',
    summary: 'Buy at once',
    headers: ['Idempotency-Key'],
    success: { status: 201, schema: 'BuyNowReceipt' },
    problems: [...TAKING_PART, 'buy_now_unavailable'],
  },
  {
    id: 'openAuction',
    method: 'POST',
    path: '/seller/auctions',
    access: 'auctions.open',
    summary: 'Open an auction of a new listing',
    body: openAuctionValidator,
    success: { status: 201, schema: 'Auction' },
    problems: [],
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
    id: 'voidBids',
    method: 'POST',
    path: '/admin/auctions/:id/bid-voids',
    access: 'auctions.moderate',
    summary: "Void one bid, or all of a bidder's",
    body: bidVoidValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'bid_not_found'],
  },
  {
    id: 'cancelAuction',
    method: 'POST',
    path: '/admin/auctions/:id/cancellation',
    access: 'auctions.moderate',
    summary: 'Cancel an auction, with or without bids',
    body: reasonValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended'],
  },
  {
    id: 'extendAuction',
    method: 'POST',
    path: '/admin/auctions/:id/extension',
    access: 'auctions.moderate',
    summary: 'Set a later end',
    body: extensionValidator,
    success: { status: 201, schema: 'Auction' },
    problems: ['auction_not_found', 'auction_ended', 'not_later'],
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

const BY_ROUTE = new Map(
  OPERATIONS.map((operation) => [`${operation.method} ${API_PREFIX}${operation.path}`, operation])
)

/** The operation of a route. Throws where a route is not described. */
export function operationOf(method: string, pattern: string): Operation {
  const operation = BY_ROUTE.get(`${method === 'HEAD' ? 'GET' : method} ${pattern}`)
  if (!operation) throw new Error(`${method} ${pattern} is not in app/openapi/operations.ts`)
  return operation
}
