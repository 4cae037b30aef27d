import vine from '@vinejs/vine'
import { LARGEST_AMOUNT } from '#domain/english_auction'

/** Rules that several validators share. */

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** Far enough from the last year that the database and ISO 8601 can write, whatever moves an end. */
const LATEST = Date.parse('2999-12-31T23:59:59.999Z')

const isTimestamp = vine.createRule(
  (value, _options, field) => {
    if (typeof value !== 'string') return
    const time = readTimestamp(value)
    if (time === null) {
      field.report(
        'The {{ field }} field must be a time such as 2026-12-24T18:00:00Z',
        'timestamp',
        field
      )
      return
    }
    field.mutate(time, field)
  },
  { toJSONSchema: (schema) => (schema.format = 'date-time') }
)

function readTimestamp(value: string): number | null {
  const [, date] = TIMESTAMP.exec(value) ?? []
  const day = Date.parse(date)
  // JavaScript reads the 30th of February as the 2nd of March.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return null
  const time = Date.parse(value)
  return time <= LATEST ? time : null
}

const isStorable = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))) return
  field.report('The {{ field }} field has a character that cannot be kept', 'text', field)
})

/** Text that the database can keep: well-formed Unicode without NUL. */
export const text = () => vine.string().use(isStorable())

/** An id as the database writes it. */
export const uuid = () => vine.string().uuid().toLowerCase()

/** An ISO 8601 time with its offset; gives milliseconds since the epoch as a number. */
export const timestamp = () =>
  vine
    .string()
    .use(isTimestamp())
    .transform((value: unknown) => Number(value))

/** Minor units: a whole number from 1 to 10^12. */
export const amount = () =>
  vine.number({ strict: true }).withoutDecimals().min(1).max(LARGEST_AMOUNT)

export const currencyCode = () => vine.string().in(Intl.supportedValuesOf('currency'))

export const password = () => vine.string().minLength(10).maxLength(200)

export const email = () => text().trim().toLowerCase().email().maxLength(254)

/** Rows of an increment table; whether they ascend is judged by the rules. */
export const incrementTable = () =>
  vine
    .array(
      vine.object({
        from: vine.number({ strict: true }).withoutDecimals().min(0),
        step: vine.number({ strict: true }).withoutDecimals().min(1),
      })
    )
    .minLength(1)
    .maxLength(100)

const DAY_MS = 86_400_000

/** The properties that every soft close has. */
export const softClose = () => ({
  windowMs: vine.number({ strict: true }).withoutDecimals().min(0).max(DAY_MS),
  extensionMs: vine.number({ strict: true }).withoutDecimals().min(0).max(DAY_MS),
})

/** Why somebody does what the audit log keeps. */
export const reason = () => text().trim().minLength(3).maxLength(1000)
