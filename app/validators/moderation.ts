import vine from '@vinejs/vine'
import { reason, timestamp } from '#validators/rules'

export const bidVoidValidator = vine.create({
  bidId: vine.string().uuid().optional().requiredIfMissing('bidderId'),
  bidderId: vine.string().uuid().optional().requiredIfMissing('bidId'),
  reason: reason(),
})

export const reasonValidator = vine.create({ reason: reason() })

export const extensionValidator = vine.create({ endsAt: timestamp(), reason: reason() })
