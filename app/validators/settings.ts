import vine from '@vinejs/vine'
import { LARGEST_AMOUNT } from '#domain/english_auction'
import { REVIEW_SKIPPERS, type HouseSettings, type SettingKey } from '#domain/settings'
import { currencyCode, incrementTable, reason, softClose, text } from '#validators/rules'

type Change<Value> = { value: Value; reason: string; applyToScheduled?: boolean }
type ChangeValidator<Value> = {
  validate(body: unknown): Promise<Change<Value>>
  toJSONSchema(): object
}

const change = { reason: reason(), applyToScheduled: vine.boolean({ strict: true }).optional() }
const whole = () => vine.number({ strict: true }).withoutDecimals()
const bps = () => whole().min(0).max(10_000)
const perMinute = () => whole().min(0).max(1_000_000)

const VALIDATORS: { [Key in SettingKey]: ChangeValidator<HouseSettings[Key]> } = {
  houseName: vine.create({ value: text().trim().minLength(1).maxLength(80), ...change }),
  timeZone: vine.create({ value: text().trim().minLength(1).maxLength(60), ...change }),
  increments: vine.create({ value: incrementTable(), ...change }),
  currencies: vine.create({
    value: vine
      .array(vine.object({ code: currencyCode(), increments: incrementTable().nullable() }))
      .maxLength(200),
    ...change,
  }),
  softClose: vine.create({ value: vine.object(softClose()).nullable(), ...change }),
  premiumBands: vine.create({
    value: vine
      .array(vine.object({ from: whole().min(0).max(LARGEST_AMOUNT), bps: bps() }))
      .maxLength(100),
    ...change,
  }),
  taxBands: vine.create({
    value: vine
      .array(
        vine.object({
          name: text().trim().minLength(1).maxLength(80),
          bps: bps(),
          on: vine.enum(['hammer', 'premium', 'both'] as const),
        })
      )
      .maxLength(20),
    ...change,
  }),
  reviewRules: vine.create({
    value: vine.object({ skippedBy: vine.enum(REVIEW_SKIPPERS) }),
    ...change,
  }),
  limits: vine.create({
    value: vine.object({
      registerPerMinute: perMinute(),
      loginPerMinute: perMinute(),
      bidsPerMinute: perMinute(),
    }),
    ...change,
  }),
}

/** Judges a new value of one setting. Throws as every validator does. */
export function validateSetting<Key extends SettingKey>(
  key: Key,
  body: unknown
): Promise<Change<HouseSettings[Key]>> {
  return VALIDATORS[key].validate(body)
}

/** For the document: the body is one of these, as the key has it. */
export const settingValidator = {
  toJSONSchema: () => ({
    anyOf: Object.values(VALIDATORS).map((validator) => validator.toJSONSchema()),
  }),
}
