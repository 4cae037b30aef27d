import { LARGEST_AMOUNT } from '#domain/english_auction'
import { incrementsFault, type Increment } from '#domain/increments'

/** What a seller asks for when opening an auction. Times are ms since the epoch. */
export type Opening = {
  currency: string
  startPrice: number
  reserve: number | null
  buyNow: number | null
  increments: readonly Increment[]
  softClose: { windowMs: number; extensionMs: number; hardEndsAt: number | null } | null
  startsAt: number
  endsAt: number
}

export type Fault = { field: string; rule: string; message: string }

/** Everything that is wrong with an opening; an empty list for a good one. */
export function openingFaults(opening: Opening, now: number, longestMs: number): Fault[] {
  const faults: Fault[] = []
  const fault = (field: string, rule: string, message: string) =>
    faults.push({ field, rule, message })
  const floor = Math.max(opening.startPrice, opening.reserve ?? 0)
  if (opening.buyNow !== null && opening.buyNow < floor) {
    fault('buyNow', 'buy_now_too_low', 'Buy-now must be at least the start price and the reserve')
  }
  if (opening.endsAt <= now) fault('endsAt', 'in_the_past', 'The end must be in the future')
  if (opening.endsAt <= opening.startsAt) {
    fault('endsAt', 'before_start', 'The end must be after the start')
  }
  if (opening.endsAt - opening.startsAt > longestMs) {
    fault('endsAt', 'too_long', `An auction lasts at most ${longestMs / 86_400_000} days`)
  }
  const hardEndsAt = opening.softClose?.hardEndsAt ?? null
  if (hardEndsAt !== null && hardEndsAt < opening.endsAt) {
    fault('softClose.hardEndsAt', 'before_end', 'The hard end must not be before the end')
  }
  const wrongRow = incrementsFault(opening.increments)
  if (wrongRow) fault(`increments.${wrongRow.row}`, 'increments', wrongRow.sentence)
  if (opening.startPrice > LARGEST_AMOUNT) fault('startPrice', 'max', 'The start price is too high')
  return faults
}
