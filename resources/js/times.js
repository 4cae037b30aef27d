/** Times in the reader's own zone, and how long it is until they come, by the house's clock. */

const LANGUAGE = document.documentElement.lang
const FORMATS = {
  minute: new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' }),
  second: new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'medium' }),
}
const SECOND_MS = 1000

let clockOffsetMs = 0

/** Learns what time it is in the house. */
export function setHouseTime(serverTime) {
  clockOffsetMs = Date.parse(serverTime) - Date.now()
}

/** Shows every `<time data-local>` in the reader's zone; the exact instant is in its title. */
export function localiseTimes(root = document) {
  for (const time of root.querySelectorAll('time[data-local]')) {
    const text = FORMATS[time.dataset.local].format(new Date(time.dateTime))
    if (time.textContent !== text) time.textContent = text
    time.title = time.dateTime
  }
}

export function startCountdowns() {
  tick()
  setInterval(tick, SECOND_MS)
}

function tick() {
  const now = Date.now() + clockOffsetMs
  for (const element of document.querySelectorAll('[data-countdown]')) {
    if (element.dataset.countdown === '') continue
    const text = durationOf(Date.parse(element.dataset.countdown) - now)
    if (element.textContent !== text) element.textContent = text
  }
}

/** Such as `2 d 04 h`, `03 h 12 min` and `01:59`. */
function durationOf(leftMs) {
  if (leftMs <= 0) return 'over'
  const seconds = Math.ceil(leftMs / SECOND_MS)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const two = (count) => String(count).padStart(2, '0')
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`
  if (hours >= 1) return `${hours} h ${two(minutes % 60)} min`
  return `${two(minutes)}:${two(seconds % 60)}`
}
