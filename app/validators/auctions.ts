import vine from '@vinejs/vine'
import { amount, currencyCode, incrementTable, softClose, text, timestamp } from '#validators/rules'

/** The rules themselves judge the amount, so that its refusal comes in their order. */
export const bidValidator = vine.create({ maximum: vine.number({ strict: true }) })

export const openAuctionValidator = vine.create({
  title: text().trim().minLength(1).maxLength(200),
  description: text().trim().maxLength(20_000),
  currency: currencyCode(),
  startPrice: amount(),
  reserve: amount().nullable().optional(),
  buyNow: amount().nullable().optional(),
  startsAt: timestamp().optional(),
  endsAt: timestamp(),
  increments: incrementTable().optional(),
  softClose: vine
    .object({
      ...softClose(),
      hardEndsAt: timestamp().nullable().optional(),
    })
    .nullable()
    .optional(),
})

export const AUCTION_SORTS = ['endingSoon', 'newest', 'price', 'mostBids'] as const

/** A page of a list. */
export const page = {
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(300).optional(),
}

export const browseValidator = vine.create({
  status: vine.enum(['scheduled', 'live', 'paused', 'ended'] as const).optional(),
  seller: vine.string().uuid().optional(),
  q: text().trim().maxLength(200).optional(),
  sort: vine.enum(AUCTION_SORTS).optional(),
  ...page,
})

export const pageValidator = vine.create(page)

export const eventsValidator = vine.create({
  after: vine.number().withoutDecimals().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: vine.number().withoutDecimals().min(1).max(500).optional(),
})
