import vine from '@vinejs/vine'
import { CASE_STATUSES } from '#domain/decisions'
import { page } from '#validators/auctions'
import { reason, timestamp, uuid } from '#validators/rules'

export const bidVoidValidator = vine.create({
  bidId: uuid().optional().requiredIfMissing('bidderId'),
  bidderId: uuid().optional().requiredIfMissing('bidId'),
  reason: reason(),
})

export const reasonValidator = vine.create({ reason: reason() })

export const extensionValidator = vine.create({ endsAt: timestamp(), reason: reason() })

export const casesValidator = vine.create({ status: vine.enum(CASE_STATUSES).optional(), ...page })

export const caseDecisionValidator = vine.create({
  decision: vine.enum(['keep', 'cancel'] as const),
  reason: reason(),
})
