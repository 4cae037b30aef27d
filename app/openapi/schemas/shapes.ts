/** The shapes that the schemas of the API are made of. */

export type Schema = Record<string, unknown>

export const object = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
export const list = (items: Schema): Schema => ({ type: 'array', items })
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values })

export const text: Schema = { type: 'string' }
export const flag: Schema = { type: 'boolean' }
export const id: Schema = { type: 'string', format: 'uuid' }
export const time: Schema = { type: 'string', format: 'date-time' }
export const counter: Schema = { type: 'integer', minimum: 0 }
export const money: Schema = {
  type: 'integer',
  minimum: 1,
  description: 'Minor units of `currency`',
}
export const currency: Schema = { type: 'string', pattern: '^[A-Z]{3}$' }
export const alias: Schema = { type: 'string', description: "A bidder's name in this auction" }
export const outcome = orNull(oneOf('sold', 'reserve_not_met', 'no_bids', 'cancelled'))
export const status = oneOf('scheduled', 'live', 'paused', 'ended')
export const party = object({ id, displayName: text })
