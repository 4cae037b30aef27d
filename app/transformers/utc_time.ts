const MINUTE = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
const toMinute = new Intl.DateTimeFormat('en-GB', MINUTE)
const toSecond = new Intl.DateTimeFormat('en-GB', { ...MINUTE, timeStyle: 'medium' })

/** An ISO 8601 time for people, such as `24 Dec 2026, 18:00 UTC`; with seconds if precise. */
export function utcTime(at: string, isPrecise = false): string {
  return `${(isPrecise ? toSecond : toMinute).format(new Date(at))} UTC`
}
