/**
 * Opens the house: `npm start`. Database, build, migrations and the demo come up as needed, then
 * the web process and the worker; Ctrl-C closes everything in order. docs/operations.md tells more.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { House } from './start/house.ts'
import { readSettings } from './start/settings.ts'

/** npm passes on a Ctrl-C which the terminal has sent to everybody: one press arrives twice. */
const SAME_PRESS_MS = 500

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

function closeOnSignal(house: House) {
  let lastAt = -Infinity
  const close = () => {
    const isAnotherPress = performance.now() - lastAt > SAME_PRESS_MS
    lastAt = performance.now()
    if (house.interrupted.aborted && isAnotherPress) say('Still closing: it takes 20 s at most.')
    if (house.interrupted.aborted) return
    say('Closing: web answers its last requests, then worker and database stop.')
    house.interrupt()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close)
}

/** An expected problem is a plain Error with a sentence for a person; the rest are our mistakes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.constructor === Error ? error.message : (error.stack ?? error.message)
}

async function main() {
  // A closed terminal takes its output away, but the house still has to be closed.
  process.stdout.on('error', () => {})

  const house = new House(readSettings(fileURLToPath(new URL('..', import.meta.url))), say)
  closeOnSignal(house)
  try {
    await house.open()
    if (!house.interrupted.aborted) await once(house.interrupted, 'abort')
  } catch (error) {
    if (!house.interrupted.aborted) throw error
  } finally {
    await house.close()
  }
  say('Closed.')
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${describe(error)}\n`)
  process.exitCode = 1
}
