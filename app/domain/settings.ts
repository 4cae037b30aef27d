import { incrementsFault, type Increment } from '#domain/increments'
import type { Fault } from '#domain/opening'

/** A rate from an amount on, in basis points: 2,500 are 25 %. */
export type Band = { from: number; bps: number }

/** A tax, and on what of a sale it falls. */
export type Tax = { name: string; bps: number; on: 'hammer' | 'premium' | 'both' }

/** Who may open auctions without review. `trusted`: sellers whose profile says so. */
export const REVIEW_SKIPPERS = ['nobody', 'trusted', 'everybody'] as const

/** What admins may set of the house. */
export type HouseSettings = {
  houseName: string
  /** IANA name of the zone in which the house tells times to people. */
  timeZone: string
  /** The house's table, for every currency without one of its own. */
  increments: readonly Increment[]
  /** Currencies that may be opened in; empty: every ISO currency. */
  currencies: readonly { code: string; increments: readonly Increment[] | null }[]
  /** What an auction gets whose seller says nothing of it. */
  softClose: { windowMs: number; extensionMs: number } | null
  /** Buyer's premium: each band's rate on the part of the hammer price within it. */
  premiumBands: readonly Band[]
  taxBands: readonly Tax[]
  reviewRules: { skippedBy: (typeof REVIEW_SKIPPERS)[number] }
  /** Requests a minute; 0 lifts a limit. */
  limits: { registerPerMinute: number; loginPerMinute: number; bidsPerMinute: number }
}

export type SettingKey = keyof HouseSettings

/** The terms that an auction copies from the house when it is opened. */
export type HouseTerms = {
  increments: readonly Increment[]
  softClose: HouseSettings['softClose']
  premiumBands: readonly Band[]
  taxBands: readonly Tax[]
}

/** Which of an auction's terms each setting decides; the others touch no auction. */
export const TERM_OF: Record<SettingKey, keyof HouseTerms | null> = {
  houseName: null,
  timeZone: null,
  increments: 'increments',
  currencies: 'increments',
  softClose: 'softClose',
  premiumBands: 'premiumBands',
  taxBands: 'taxBands',
  reviewRules: null,
  limits: null,
}

export const SETTING_KEYS = Object.keys(TERM_OF) as SettingKey[]

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(TERM_OF, key)
}

/** Whether a seller may open an auction that nobody reviewed. */
export function skipsReview({ reviewRules }: HouseSettings, isTrusted: boolean): boolean {
  const { skippedBy } = reviewRules
  return skippedBy === 'everybody' || (skippedBy === 'trusted' && isTrusted)
}

/** What the house gives an auction in this currency; null where it does not have the currency. */
export function houseTerms(settings: HouseSettings, currency: string): HouseTerms | null {
  const { currencies, softClose, premiumBands, taxBands } = settings
  const own = currencies.find(({ code }) => code === currency)
  if (!own && currencies.length > 0) return null
  return { increments: own?.increments ?? settings.increments, softClose, premiumBands, taxBands }
}

const CHECKS: { [Key in SettingKey]: (value: HouseSettings[Key]) => Fault[] } = {
  houseName: () => [],
  timeZone: (zone) => {
    const sentence = 'There is no such time zone: it is a name such as Europe/Berlin'
    return isTimeZone(zone) ? [] : [fault('value', 'time_zone', sentence)]
  },
  increments: (table) => tableFaults(table, 'value'),
  currencies: (currencies) => [
    ...doubles(currencies.map(({ code }) => code)),
    ...currencies.flatMap(({ increments }, row) =>
      increments ? tableFaults(increments, `value.${row}.increments`) : []
    ),
  ],
  softClose: () => [],
  premiumBands: bandFaults,
  taxBands: (taxes) => doubles(taxes.map(({ name }) => name)),
  reviewRules: () => [],
  limits: () => [],
}

/** Everything that is wrong with a value of the right shape. */
export function settingFaults<Key extends SettingKey>(
  key: Key,
  value: HouseSettings[Key]
): Fault[] {
  return CHECKS[key](value)
}

function fault(field: string, rule: string, message: string): Fault {
  return { field, rule, message }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function tableFaults(table: readonly Increment[], field: string): Fault[] {
  const wrong = incrementsFault(table)
  return wrong ? [fault(`${field}.${wrong.row}`, 'increments', wrong.sentence)] : []
}

function bandFaults(bands: readonly Band[]): Fault[] {
  const wrong = bands.findIndex(({ from }, row) =>
    row === 0 ? from !== 0 : from <= bands[row - 1].from
  )
  if (wrong === -1) return []
  return [fault(`value.${wrong}.from`, 'bands', 'Bands start from 0 and ascend')]
}

function doubles(names: readonly string[]): Fault[] {
  const wrong = names.findIndex((name, row) => names.indexOf(name) !== row)
  if (wrong === -1) return []
  return [fault(`value.${wrong}`, 'distinct', `${names[wrong]} is there twice`)]
}
