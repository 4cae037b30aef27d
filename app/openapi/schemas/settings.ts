import { SETTING_KEYS } from '#domain/settings'
import {
  counter,
  list,
  object,
  oneOf,
  orNull,
  party,
  ref,
  time,
  type Schema,
} from '#openapi/schemas/shapes'

export const SETTINGS_SCHEMAS = {
  Setting: object({
    key: oneOf(...SETTING_KEYS),
    value: { description: 'As the key has it: the body of PUT tells the shapes' },
    version: { ...counter, description: 'For If-Match; 0 where it is the default' },
    updatedBy: orNull(party),
    updatedAt: orNull(time),
  }),
  Settings: list(ref('Setting')),
} satisfies Record<string, Schema>
