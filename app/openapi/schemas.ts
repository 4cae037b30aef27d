import { ROLES } from '#domain/abilities'
import { CATEGORIES_SCHEMAS } from '#openapi/schemas/categories'
import {
  alias,
  counter,
  currency,
  flag,
  id,
  list,
  money,
  object,
  oneOf,
  orNull,
  outcome,
  party,
  ref,
  status,
  text,
  time,
  type Schema,
} from '#openapi/schemas/shapes'
import { SELLERS_SCHEMAS } from '#openapi/schemas/sellers'
import { SETTINGS_SCHEMAS } from '#openapi/schemas/settings'

/** What the API answers, as JSON Schema. Nothing beyond what stands here may be answered. */

const publicState = {
  id,
  publicSeq: counter,
  status,
  outcome,
  currency,
  price: money,
  leader: orNull(alias),
  minimumNext: money,
  reserveMet: flag,
  bidCount: counter,
  startsAt: time,
  endsAt: time,
  serverTime: time,
}

export const SCHEMAS = {
  ...SETTINGS_SCHEMAS,
  ...SELLERS_SCHEMAS,
  Problem: object(
    {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      minimum: { ...money, description: 'The least amount that would have been taken' },
      errors: list(object({ field: text, message: text, rule: text })),
    },
    ['minimum', 'errors']
  ),
  PageMeta: object({ nextCursor: orNull(text) }),
  Profile: object({
    id,
    email: text,
    displayName: text,
    roles: list(oneOf(...ROLES)),
    suspended: flag,
    createdAt: time,
  }),
  Token: object({ token: text, expiresAt: orNull(time), user: ref('Profile') }),
  AuctionSummary: object({
    id,
    title: text,
    seller: party,
    status,
    outcome,
    currency,
    price: money,
    bidCount: counter,
    startsAt: time,
    endsAt: time,
  }),
  Auction: object(
    {
      ...publicState,
      title: text,
      description: text,
      seller: party,
      startPrice: money,
      buyNow: orNull(money),
      softClose: orNull(object({ windowMs: counter, extensionMs: counter })),
      you: object({ leading: flag, maximum: orNull(money) }),
    },
    ['you']
  ),
  HistoryLine: object({
    publicSeq: counter,
    at: time,
    type: oneOf('bid', 'buy_now', 'withdrawn'),
    bidder: orNull(alias),
    amount: orNull(money),
    automatic: flag,
    withdrawn: flag,
    price: money,
    leader: orNull(alias),
  }),
  Event: object({
    publicSeq: counter,
    type: oneOf('bid', 'buy_now', 'withdrawn', 'extended', 'paused', 'resumed', 'closed'),
    at: time,
    price: money,
    leader: orNull(alias),
    reserveMet: flag,
    bidCount: counter,
    endsAt: time,
    bids: list(object({ bidder: alias, amount: money, automatic: flag })),
    withdrawn: list(counter),
    note: orNull(text),
  }),
  EventPage: object({
    data: list(ref('Event')),
    meta: object({ publicSeq: counter }),
  }),
  Frame: object({ ...publicState, events: list(ref('Event')), skipped: counter }),
  BidReceipt: object({
    bidId: id,
    leading: flag,
    price: money,
    minimumNext: money,
    reserveMet: flag,
    endsAt: time,
  }),
  BuyNowReceipt: object({ bidId: id, outcome: oneOf('sold'), price: money, endsAt: time }),
  StaffBid: object({
    bidId: id,
    seq: counter,
    bidder: object({ id, displayName: text, email: text, suspended: flag }),
    maximum: orNull(money),
    price: money,
    leading: flag,
    buyNow: flag,
    voided: flag,
    placedAt: time,
  }),
  Suspension: object({ userId: id, suspended: flag }),
  ...CATEGORIES_SCHEMAS,
} satisfies Record<string, Schema>

export type SchemaName = keyof typeof SCHEMAS
