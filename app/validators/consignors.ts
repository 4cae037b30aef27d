import vine from '@vinejs/vine'
import { text } from '#validators/rules'

const name = () => text().trim().minLength(1).maxLength(200)
const address = () => text().trim().maxLength(500)
const commissionBps = () => vine.number({ strict: true }).withoutDecimals().min(0).max(10_000)
const note = () => text().trim().maxLength(2000)

export const consignorValidator = vine.create({
  name: name(),
  address: address().nullable().optional(),
  commissionBps: commissionBps(),
  note: note().nullable().optional(),
})

export const consignorChangeValidator = vine.create({
  name: name().optional(),
  address: address().optional(),
  commissionBps: commissionBps().optional(),
  note: note().optional(),
})
