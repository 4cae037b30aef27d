import type { ProblemCode } from '#exceptions/problems'
import type { Operation } from '#openapi/operation'
import { bidValidator, browseValidator, eventsValidator, pageValidator } from '#validators/auctions'

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

/** What everybody sees of auctions, and bidding on them. */
export const AUCTIONS_OPERATIONS: readonly Operation[] = [
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
]
