import { setTimeout as sleep } from 'node:timers/promises'

const DEADLINE_MS = 10_000
const EVERY_MS = 10

/** Waits for a fact: until `look` gives something true, which it answers. Throws at the deadline. */
export async function until<Fact>(
  look: () => Fact | Promise<Fact>,
  what = 'what the test waits for',
  deadlineMs = DEADLINE_MS
): Promise<Exclude<Fact, false | null | undefined>> {
  const deadline = performance.now() + deadlineMs
  while (performance.now() < deadline) {
    const fact = await look()
    if (fact) return fact as Exclude<Fact, false | null | undefined>
    await sleep(EVERY_MS)
  }
  throw new Error(`In ${deadlineMs} ms it did not come: ${what}`)
}
