import {
  hasDecimals,
  isDay,
  LARGEST_NUMBER,
  LONGEST,
  USUAL_DECIMALS,
  type FieldDefinition,
  type FieldType,
} from '#domain/category_fields'
import type { Fault } from '#domain/opening'

/** The values that a listing gives to the fields of its category. */

export type FieldValue = string | number | boolean | string[]
export type FieldValues = Record<string, FieldValue>

export type ValuesJudgement =
  { ok: true; values: FieldValues } | { ok: false; faults: [Fault, ...Fault[]] }

/** What is wrong with a value, or how it is kept. */
type Judged = { value: FieldValue } | { rule: string; message: string }

const no = (rule: string, message: string): Judged => ({ rule, message })

const JUDGES: Record<FieldType, (value: unknown, field: FieldDefinition) => Judged> = {
  text: judgeText,
  long_text: judgeText,
  integer: judgeNumber,
  decimal: judgeNumber,
  boolean: (value) =>
    typeof value === 'boolean' ? { value } : no('boolean', 'It must be true or false'),
  date: judgeDate,
  choice: judgeChoice,
  choices: judgeChoices,
  url: judgeUrl,
}

/**
 * Holds values against the definitions, and gives them as they are kept: texts without the space
 * around them, choices in the order of their definition, nothing that is blank. A draft may lack
 * what is required. What was accepted is accepted again, unchanged.
 */
export function judgeValues(
  definitions: readonly FieldDefinition[],
  given: Readonly<Record<string, unknown>>,
  { isDraft = false } = {}
): ValuesJudgement {
  const known = new Set(definitions.map(({ key }) => key))
  const faults: Fault[] = Object.keys(given)
    .filter((key) => !known.has(key))
    .map((key) => ({ field: key, rule: 'unknown', message: 'The category has no such field' }))
  const values: [string, FieldValue][] = []
  for (const field of definitions) {
    const value = Object.hasOwn(given, field.key) ? given[field.key] : null
    if (isBlank(value)) {
      if (!field.required || isDraft) continue
      faults.push({ field: field.key, rule: 'required', message: 'It is required' })
      continue
    }
    const judged = JUDGES[field.type](value, field)
    if ('value' in judged) values.push([field.key, judged.value])
    else faults.push({ field: field.key, ...judged })
  }
  const [first, ...others] = faults
  if (first) return { ok: false, faults: [first, ...others] }
  return { ok: true, values: Object.fromEntries(values) }
}

/** What listings are found by: one row for each number, and for each choice. */
export type FilterableValue = { fieldKey: string } & (
  { number: number; choice: null } | { number: null; choice: string }
)

/** Of values that were accepted, those to filter by. A date counts as its ms since the epoch. */
export function filterableValues(
  definitions: readonly FieldDefinition[],
  values: FieldValues
): FilterableValue[] {
  return definitions
    .filter(({ key, filterable }) => filterable && Object.hasOwn(values, key))
    .flatMap(({ key: fieldKey, type }): FilterableValue[] => {
      const value = values[fieldKey]
      if (typeof value === 'number') return [{ fieldKey, number: value, choice: null }]
      if (type === 'date') return [{ fieldKey, number: Date.parse(String(value)), choice: null }]
      const choices = Array.isArray(value) ? value : [String(value)]
      return choices.map((choice) => ({ fieldKey, number: null, choice }))
    })
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function judgeText(given: unknown, { type, limits }: FieldDefinition): Judged {
  if (typeof given !== 'string') return no('text', 'It must be a text')
  const value = given.trim()
  if (!value.isWellFormed() || value.includes('\0')) {
    return no('text', 'It has a character that cannot be kept')
  }
  if (type === 'text' && /[\n\r]/.test(value)) return no('text', 'It must be a single line')
  const least = limits.minLength ?? 1
  const most = limits.maxLength ?? LONGEST[type] ?? 0
  if (value.length < least) return no('minLength', `It must have at least ${least} characters`)
  if (value.length > most) return no('maxLength', `It must have at most ${most} characters`)
  return { value }
}

function judgeNumber(value: unknown, { type, limits }: FieldDefinition): Judged {
  if (typeof value !== 'number' || !Number.isFinite(value)) return no('number', 'It is no number')
  const { min = -LARGEST_NUMBER, max = LARGEST_NUMBER, decimals = USUAL_DECIMALS } = limits
  if (value < min) return no('min', `It must be at least ${min}`)
  if (value > max) return no('max', `It must be at most ${max}`)
  if (type === 'integer' && !Number.isInteger(value)) return no('integer', 'It must be whole')
  if (!hasDecimals(value, decimals)) {
    return no('decimals', `It must have at most ${decimals} decimals`)
  }
  // There is no negative zero in the database.
  return { value: value + 0 }
}

function judgeDate(value: unknown, { limits }: FieldDefinition): Judged {
  if (typeof value !== 'string' || !isDay(value)) {
    return no('date', 'It must be a day such as 1968-05-31')
  }
  const { earliest, latest } = limits
  if (earliest !== undefined && value < earliest) {
    return no('earliest', `It must not be before ${earliest}`)
  }
  if (latest !== undefined && value > latest) return no('latest', `It must not be after ${latest}`)
  return { value }
}

function judgeChoice(value: unknown, { choices }: FieldDefinition): Judged {
  const choice = choices.find(({ key }) => key === value)
  return choice ? { value: choice.key } : no('choice', 'It must be one of the choices')
}

function judgeChoices(given: unknown, { choices, limits }: FieldDefinition): Judged {
  if (!Array.isArray(given)) return no('choices', 'It must be a list of choices')
  const value = choices.map(({ key }) => key).filter((key) => given.includes(key))
  if (value.length < given.length) {
    return no('choices', 'Each must be one of the choices, and none there twice')
  }
  const { maxChoices = choices.length } = limits
  if (value.length > maxChoices) return no('maxChoices', `At most ${maxChoices} may be chosen`)
  return { value }
}

function judgeUrl(given: unknown): Judged {
  const url = typeof given === 'string' ? URL.parse(given.trim()) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return no('url', 'It must be an address such as https://example.com/page')
  }
  const most = LONGEST.url ?? 0
  return url.href.length <= most
    ? { value: url.href }
    : no('maxLength', `It must have at most ${most} characters`)
}
