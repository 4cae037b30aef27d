import vine from '@vinejs/vine'
import { email, password, text } from '#validators/rules'

export const registerValidator = vine.create({
  email: email(),
  password: password(),
  displayName: text().trim().minLength(1).maxLength(80),
})

export const tokenValidator = vine.create({
  email: text().trim().toLowerCase().maxLength(254),
  password: vine.string().maxLength(200),
})

export const passwordChangeValidator = vine.create({
  currentPassword: vine.string().maxLength(200),
  password: password(),
})
