import {
  alias,
  counter,
  flag,
  id,
  object,
  oneOf,
  orNull,
  party,
  text,
  time,
  type Schema,
} from '#openapi/schemas/shapes'

const seller = { id, name: text, since: time, lotsSold: counter, about: text }
const sellerProfile = {
  ...seller,
  legalName: orNull(text),
  address: orNull(text),
  country: orNull(text),
  skipsReview: flag,
}
const application = {
  id,
  status: oneOf('open', 'accepted', 'declined'),
  legalName: text,
  address: text,
  country: text,
  note: text,
  createdAt: time,
  decidedAt: orNull(time),
  reason: orNull(text),
}

export const SELLERS_SCHEMAS = {
  Seller: object(seller),
  SellerProfile: object(sellerProfile),
  StaffSeller: object({ ...sellerProfile, email: text, suspended: flag }),
  Consignor: object({
    id,
    name: text,
    address: text,
    commissionBps: { ...counter, maximum: 10_000 },
    note: text,
    createdBy: party,
    createdAt: time,
    updatedAt: time,
  }),
  ModerationCase: object({
    id,
    kind: oneOf('seller_suspended'),
    status: oneOf('open', 'kept', 'cancelled'),
    auction: object({ id, title: text }),
    seller: party,
    createdAt: time,
    decidedBy: orNull(party),
    decidedAt: orNull(time),
    reason: orNull(text),
  }),
  SellerBlock: object({
    id,
    auctionId: orNull(id),
    alias: orNull(alias),
    reason: orNull(text),
    createdAt: time,
  }),
  SellerApplication: object(application),
  StaffSellerApplication: object({
    ...application,
    user: object({ id, displayName: text, email: text }),
    decidedBy: orNull(party),
  }),
} satisfies Record<string, Schema>
