import type { Fault } from '#domain/opening'

/** The typed fields that a category defines for its listings, and what makes a definition good. */

export const FIELD_TYPES = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'choice',
  'choices',
  'url',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** Texts for people by locale, such as `{"en": "Year", "de-AT": "Jahr"}`. */
export type Labels = Record<string, string>

export type Choice = { key: string; label: Labels }

/** Each type takes some of them; dates are days such as `1968-05-31`. */
export type FieldLimits = {
  minLength?: number
  maxLength?: number
  min?: number
  max?: number
  decimals?: number
  earliest?: string
  latest?: string
  maxChoices?: number
}

export type FieldDefinition = {
  /** The name of its values, for good. */
  key: string
  label: Labels
  type: FieldType
  unit: string | null
  required: boolean
  limits: FieldLimits
  choices: Choice[]
  filterable: boolean
  showInList: boolean
  help: Labels
}

/** What values of listings use of a field. */
export type FieldUse = { isUsed: boolean; choices: ReadonlySet<string> }

/** The largest number, either side of zero; up to it every value keeps its decimals. */
export const LARGEST_NUMBER = 1_000_000_000

/** Decimals of a decimal field that does not say how many. */
export const USUAL_DECIMALS = 2

/** How long a text may get at most, whatever its field says. */
export const LONGEST: Partial<Record<FieldType, number>> = {
  text: 500,
  long_text: 20_000,
  url: 2_000,
}

const LIMITS_OF: Record<FieldType, readonly (keyof FieldLimits)[]> = {
  text: ['minLength', 'maxLength'],
  long_text: ['minLength', 'maxLength'],
  integer: ['min', 'max'],
  decimal: ['min', 'max', 'decimals'],
  boolean: [],
  date: ['earliest', 'latest'],
  choice: [],
  choices: ['maxChoices'],
  url: [],
}

/** Those whose values are numbers or come from a list, so that an index finds them. */
const FILTERABLE: readonly FieldType[] = [
  'integer',
  'decimal',
  'boolean',
  'date',
  'choice',
  'choices',
]

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** Whether a text is a day of the calendar, such as `1968-05-31`. */
export function isDay(text: string): boolean {
  // JavaScript reads the 30th of February as the 2nd of March.
  const time = DAY.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** A definition with the usual for what was left out. */
export function wholeDefinition(
  given: Pick<FieldDefinition, 'key' | 'label' | 'type'> & Partial<FieldDefinition>
): FieldDefinition {
  const usual = { unit: null, limits: {}, choices: [], help: {} }
  return { ...usual, required: false, filterable: false, showInList: false, ...given }
}

/** Everything that is wrong with a definition; an empty list for a good one. */
export function definitionFaults(field: FieldDefinition): Fault[] {
  const faults = [
    ...labelFaults('label', field.label, true),
    ...labelFaults('help', field.help, false),
    ...limitFaults(field),
    ...choiceFaults(field),
  ]
  if (field.unit !== null && field.type !== 'integer' && field.type !== 'decimal') {
    faults.push({ field: 'unit', rule: 'unit', message: 'Only numbers have a unit' })
  }
  if (field.filterable && !FILTERABLE.includes(field.type)) {
    const message = 'Numbers, dates, choices and yes or no can be filtered by; texts cannot'
    faults.push({ field: 'filterable', rule: 'filterable', message })
  }
  return faults
}

/** What forbids a change of a definition, for the sake of the values that use it. */
export function changeFaults(
  before: FieldDefinition,
  after: FieldDefinition,
  { isUsed, choices }: FieldUse
): Fault[] {
  const faults: Fault[] = []
  if (isUsed && after.type !== before.type) {
    const message = 'Listings use this field: its type stays'
    faults.push({ field: 'type', rule: 'in_use', message })
  }
  const kept = new Set(after.choices.map(({ key }) => key))
  for (const { key } of before.choices) {
    if (kept.has(key) || !choices.has(key)) continue
    const message = `Listings use the choice "${key}": it stays`
    faults.push({ field: 'choices', rule: 'in_use', message })
  }
  return faults
}

function labelFaults(place: string, labels: Labels, isNeeded: boolean): Fault[] {
  const locales = Object.keys(labels)
  if (isNeeded && locales.length === 0) {
    return [{ field: place, rule: 'required', message: 'A label is needed in one locale at least' }]
  }
  return locales
    .filter((locale) => !LOCALE.test(locale))
    .map((locale) => ({
      field: place,
      rule: 'locale',
      message: `"${locale}" is no locale such as en or de-AT`,
    }))
}

function limitFaults({ type, limits }: FieldDefinition): Fault[] {
  const faults: Fault[] = []
  const fault = (name: keyof FieldLimits, message: string) =>
    faults.push({ field: `limits.${name}`, rule: 'limits', message })
  const given = (Object.keys(limits) as (keyof FieldLimits)[]).filter(
    (name) => limits[name] !== undefined
  )
  for (const name of given) {
    if (!LIMITS_OF[type].includes(name)) fault(name, `A field of the type ${type} has no ${name}`)
    else if (!isLimit(type, limits, name)) fault(name, `This is no ${name} for the type ${type}`)
  }
  if (isAbove(limits.minLength, limits.maxLength)) fault('maxLength', 'It is below minLength')
  if (isAbove(limits.min, limits.max)) fault('max', 'It is below min')
  if (isAbove(limits.earliest, limits.latest)) fault('latest', 'It is before earliest')
  return faults
}

function isLimit(type: FieldType, limits: FieldLimits, name: keyof FieldLimits): boolean {
  const value = limits[name]
  switch (name) {
    case 'earliest':
    case 'latest':
      return typeof value === 'string' && isDay(value)
    case 'min':
    case 'max':
      return (
        typeof value === 'number' &&
        Math.abs(value) <= LARGEST_NUMBER &&
        hasDecimals(value, type === 'integer' ? 0 : decimalsOf(limits))
      )
    case 'minLength':
    case 'maxLength':
      return isWholeIn(value, 1, LONGEST[type] ?? 0)
    case 'decimals':
      return isWholeIn(value, 1, MOST_DECIMALS)
    case 'maxChoices':
      return isWholeIn(value, 1, MOST_CHOICES)
  }
}

/** A field offers at most so many choices. */
export const MOST_CHOICES = 500

const MOST_DECIMALS = 6

/** The decimals of a field, as long as they are a limit themselves. */
function decimalsOf({ decimals = USUAL_DECIMALS }: FieldLimits): number {
  return isWholeIn(decimals, 1, MOST_DECIMALS) ? decimals : MOST_DECIMALS
}

/** Whether a number has at most so many decimals. */
export function hasDecimals(value: number, decimals: number): boolean {
  return Number(value.toFixed(decimals)) === value
}

function isWholeIn(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
}

function isAbove<Limit extends string | number>(low: Limit | undefined, high: Limit | undefined) {
  return low !== undefined && high !== undefined && low > high
}

function choiceFaults({ type, choices }: FieldDefinition): Fault[] {
  const isOfChoices = type === 'choice' || type === 'choices'
  if (isOfChoices !== choices.length > 0) {
    const message = isOfChoices
      ? 'A field of choices needs one at least'
      : `A field of the type ${type} has no choices`
    return [{ field: 'choices', rule: 'choices', message }]
  }
  const keys = choices.map(({ key }) => key)
  return choices.flatMap(({ key, label }, index) => {
    const faults = labelFaults(`choices.${index}.label`, label, true)
    if (keys.indexOf(key) === index) return faults
    const message = `The key "${key}" is there twice`
    return [...faults, { field: `choices.${index}.key`, rule: 'distinct', message }]
  })
}
