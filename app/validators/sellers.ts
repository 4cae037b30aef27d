import vine from '@vinejs/vine'
import { APPLICATION_STATUSES } from '#domain/decisions'
import { page } from '#validators/auctions'
import { reason, text } from '#validators/rules'

const details = {
  legalName: () => text().trim().minLength(1).maxLength(200),
  address: () => text().trim().minLength(1).maxLength(500),
  /** ISO 3166-1, two letters. */
  country: () => vine.string().regex(/^[A-Z]{2}$/),
}

export const applicationValidator = vine.create({
  legalName: details.legalName(),
  address: details.address(),
  country: details.country(),
  note: text().trim().maxLength(2000).nullable().optional(),
})

export const applicationsValidator = vine.create({
  status: vine.enum(APPLICATION_STATUSES).optional(),
  ...page,
})

export const applicationDecisionValidator = vine.create({
  decision: vine.enum(['accept', 'decline'] as const),
  skipsReview: vine.boolean({ strict: true }).optional(),
  reason: reason(),
})

export const blockValidator = vine.create({
  alias: vine.string().trim().maxLength(40),
  reason: text().trim().maxLength(1000).nullable().optional(),
})

export const sellerProfileValidator = vine.create({
  name: text().trim().minLength(1).maxLength(80).optional(),
  about: text().trim().maxLength(5000).optional(),
  legalName: details.legalName().optional(),
  address: details.address().optional(),
  country: details.country().optional(),
})
