import vine, { SimpleMessagesProvider } from '@vinejs/vine'

/** What the panel's forms say beside a field. */
export const formMessages = new SimpleMessagesProvider({
  'email.required': 'Enter your e-mail address',
  'password.required': 'Enter your password',
  'reason.required': 'Give a reason: it is kept in the audit log',
  'reason.minLength': 'Say a little more: at least {{ min }} characters',
  'reason.maxLength': 'Shorten it: at most {{ max }} characters',
  'endsAt.required': 'Choose the new end',
  'endsAt.timestamp': 'This is not a date and a time',
  'subjectType.enum': 'Choose one of the list',
  'subjectId.uuid': 'This is not the id of an auction or a user',
})

/** Which bids a void is about: one, or all of a bidder's. */
export const bidChoiceValidator = vine.create({
  bidId: vine.string().uuid().optional().requiredIfMissing('bidderId'),
  bidderId: vine.string().uuid().optional().requiredIfMissing('bidId'),
})

export const auctionPageValidator = vine.create({
  bidsBefore: vine.number().withoutDecimals().min(1).optional(),
  historyBefore: vine.number().withoutDecimals().min(1).optional(),
})

export const auditFilterValidator = vine.create({
  subjectType: vine.enum(['auction', 'user', 'house'] as const).optional(),
  subjectId: vine.string().trim().uuid().optional(),
  cursor: vine.string().maxLength(300).optional(),
})
