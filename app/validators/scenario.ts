import vine, { errors, SimpleMessagesProvider } from '@vinejs/vine'
import { openingFaults } from '#domain/opening'
import type { Scenario } from '#domain/scenario'
import { readJson } from '#validators/json_text'
import { amount } from '#validators/rules'

/** Scenarios as a file holds them: docs/rules.md, Scenarios. */

export type ScenarioReading = { ok: true; scenarios: Scenario[] } | { ok: false; fault: string }

const whole = () => vine.number({ strict: true }).withoutDecimals()

const isOf = (type: string) => (data: Record<string, unknown>) => data.type === type

const step = vine
  .object({ at: whole(), expect: vine.object({}).allowUnknownProperties().optional() })
  .merge(
    vine
      .group([
        vine.group.if(isOf('bid'), {
          type: vine.literal('bid'),
          bidder: vine.string(),
          max: vine.number({ strict: true }),
        }),
        vine.group.if(isOf('buy_now'), { type: vine.literal('buy_now'), bidder: vine.string() }),
        vine.group.if(isOf('void'), { type: vine.literal('void'), seq: whole() }),
        vine.group.if(isOf('void_bidder'), {
          type: vine.literal('void_bidder'),
          bidder: vine.string(),
        }),
        vine.group.if(isOf('cancel'), {
          type: vine.literal('cancel'),
          by: vine.enum(['seller', 'moderator'] as const),
        }),
        vine.group.if(isOf('close'), { type: vine.literal('close') }),
      ])
      .otherwise((_value, field) => {
        const types = 'bid, buy_now, void, void_bidder, cancel, close'
        field.report(`its type must be one of ${types}`, 'type', field)
      })
  )

const validator = vine.create({
  scenarios: vine.array(
    vine.object({
      name: vine.string(),
      auction: vine.object({
        seller: vine.string(),
        startsAt: whole(),
        endsAt: whole(),
        startPrice: amount(),
        reserve: amount().nullable().optional(),
        buyNow: amount().nullable().optional(),
        increments: vine.array(vine.object({ from: whole(), step: whole() })),
        softClose: vine
          .object({
            windowMs: whole().min(0),
            extensionMs: whole().min(0),
            hardEndsAt: whole().nullable().optional(),
          })
          .nullable()
          .optional(),
        blocked: vine.array(vine.string()).optional(),
      }),
      steps: vine.array(step),
      history: vine
        .array(
          vine.tuple([vine.string(), vine.number({ strict: true }), vine.boolean({ strict: true })])
        )
        .optional(),
    })
  ),
})

validator.messagesProvider = new SimpleMessagesProvider({
  'required': 'is missing',
  'string': 'must be a text',
  'number': 'must be a whole number',
  'withoutDecimals': 'must be a whole number',
  'min': 'must be at least {{ min }}',
  'max': 'must be at most {{ max }}',
  'boolean': 'must be true or false',
  'enum': 'must be one of {{ choices }}',
  'object': 'must be an object',
  'array': 'must be a list',
  'tuple': 'must be a list',
  'scenarios.*.steps.*.max.number': 'must be a number',
  'scenarios.array': 'must be a list of scenarios',
})

/** Reads the scenarios of a file, or says in a sentence what is wrong with it, and where. */
export async function readScenarios(text: string): Promise<ScenarioReading> {
  if (text.trim() === '') return { ok: false, fault: 'it is empty' }
  const json = readJson(text)
  if (!json.ok) return json
  try {
    const { scenarios } = await validator.validate({ scenarios: json.value })
    const fault = impossibleAuction(scenarios)
    return fault === null ? { ok: true, scenarios } : { ok: false, fault }
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    const [{ field, message }] = error.messages as { field: string; message: string }[]
    return { ok: false, fault: `${placeOf(field)}${message}` }
  }
}

/** The first auction that could not have been opened. */
function impossibleAuction(scenarios: readonly Scenario[]): string | null {
  for (const [index, { auction }] of scenarios.entries()) {
    const { reserve = null, buyNow = null, softClose: soft } = auction
    const softClose = soft ? { ...soft, hardEndsAt: soft.hardEndsAt ?? null } : null
    const opening = { ...auction, reserve, buyNow, softClose, currency: '' }
    const [fault] = openingFaults(opening, -Infinity, Infinity)
    if (fault) return `${placeOf(`scenarios.${index}.auction.${fault.field}`)}${fault.message}`
  }
  return null
}

/** `scenarios.3.steps.2.at` as `[3].steps[2].at: `; the list itself has no name. */
function placeOf(field: string): string {
  const place = field.replace('scenarios', '').replace(/\.(\d+)/g, '[$1]')
  return place === '' ? '' : `${place}: `
}
