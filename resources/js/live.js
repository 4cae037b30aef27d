import htmx from 'htmx.org'
import { formatMoney } from '../../app/domain/money.ts'
import { wordsOf } from '../../app/transformers/words.ts'
import { localiseTimes, setHouseTime } from './times.js'

/** Screen readers are told of news at most this often. */
const ANNOUNCE_MS = 10_000

const CONNECTIONS = { open: 'Watching live', lost: 'Connecting again' }

/**
 * Keeps an auction's facts moving, and has the parts that the server writes written again. A tab
 * that nobody looks at lets go of its stream, since a browser has only a few for one house.
 */
export function watchAuction(root) {
  setHouseTime(root.dataset.serverTime)
  const announce = announcer(root.querySelector('[data-announcement]'))
  let source = openStream(root, announce)
  document.addEventListener('visibilitychange', () => {
    source.close()
    if (!document.hidden) source = openStream(root, announce)
  })
}

function openStream(root, announce) {
  const source = new EventSource(root.dataset.live)
  const take = ({ data }) => {
    const state = JSON.parse(data)
    const isNews = Number(root.dataset.publicSeq) !== state.publicSeq
    root.dataset.publicSeq = state.publicSeq
    showState(root, state)
    if (isNews) {
      announce(state)
      tellPage()
    }
    if (!state.outcome) return
    source.close()
    showConnection(root, null)
  }
  source.addEventListener('snapshot', take)
  source.addEventListener('update', take)
  source.addEventListener('open', () => showConnection(root, 'open'))
  source.addEventListener('error', () => {
    showConnection(root, source.readyState === EventSource.CLOSED ? null : 'lost')
  })
  return source
}

/** The books are asked for again, and a preview that lies open is out of date. */
function tellPage() {
  htmx.trigger('#books', 'gavel:news')
  const stale = document.querySelector('#dialog [data-stale]')
  if (stale) stale.hidden = false
}

function showState(root, state) {
  setHouseTime(state.serverTime)
  const status = state.outcome ?? state.status
  const badge = field(root, 'status')
  badge.dataset.name = status
  badge.textContent = wordsOf(status)
  show(root, 'price', formatMoney(state.price, state.currency))
  show(root, 'minimumNext', formatMoney(state.minimumNext, state.currency))
  show(root, 'leader', state.leader ?? 'nobody yet')
  show(root, 'bidCount', String(state.bidCount))
  show(root, 'reserveMet', state.reserveMet ? 'met' : 'not met')
  field(root, 'endsAt').querySelector('time').dateTime = state.endsAt
  showCountdown(field(root, 'countdown'), state)
  localiseTimes(root)
}

/** Writes a fact, and lets what is new glow for a moment. */
function show(root, name, text) {
  const element = field(root, name)
  if (element.textContent.trim() === text) return
  element.textContent = text
  element.classList.remove('fresh')
  requestAnimationFrame(() => element.classList.add('fresh'))
}

/** A paused auction has all the time there is. */
function showCountdown(element, { status, endsAt }) {
  const isPaused = status === 'paused'
  element.dataset.countdown = isPaused ? '' : endsAt
  if (isPaused) element.textContent = status
}

function field(root, name) {
  return root.querySelector(`[data-field="${name}"]`)
}

function showConnection(root, name) {
  const element = root.querySelector('[data-connection]')
  element.hidden = name === null
  element.dataset.connection = name ?? ''
  element.textContent = name === null ? '' : CONNECTIONS[name]
}

/** Says the latest news, not all of it. */
function announcer(element) {
  let latest = null
  let timer
  const say = () => {
    timer = undefined
    if (latest === null) return
    element.textContent = latest
    latest = null
    timer = setTimeout(say, ANNOUNCE_MS)
  }
  return (state) => {
    const price = formatMoney(state.price, state.currency)
    const end = state.outcome ? `, ${wordsOf(state.outcome)}` : ''
    latest = `${price}, ${state.bidCount} bids, ${state.leader ?? 'nobody'} leads${end}`
    timer ?? say()
  }
}
