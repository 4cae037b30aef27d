import vine from '@vinejs/vine'
import { reason, timestamp, uuid } from '#validators/rules'

export const bidVoidValidator = vine.create({
  bidId: uuid().optional().requiredIfMissing('bidderId'),
  bidderId: uuid().optional().requiredIfMissing('bidId'),
  reason: reason(),
})

export const reasonValidator = vine.create({ reason: reason() })

export const extensionValidator = vine.create({ endsAt: timestamp(), reason: reason() })
