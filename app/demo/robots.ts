import { setTimeout as sleep } from 'node:timers/promises'

/** Robots that bid over the real API, as people would but faster. */

export type RobotTally = {
  accepted: number
  refused: number
  /** Answers that should never come: 5xx, broken connections. */
  failed: number
  highest: { price: number; currency: string; title: string } | null
}

/** `price` is the least that it takes, as far as the robots know. */
export type RobotLot = { id: string; title: string; currency: string; price: number }

type Answer = { status: number; body: Record<string, unknown> }

/** A bidder bids about this often, below the house's limit of bids a minute. */
const PAUSE_MS = { from: 500, to: 1_100 }

/** Lots that take bids now, those that end latest last. */
export async function findLiveLots(baseUrl: string, count: number): Promise<RobotLot[]> {
  const lots: RobotLot[] = []
  let cursor: string | null = null
  while (lots.length < count) {
    const query = new URLSearchParams({ status: 'live', limit: String(Math.min(count, 100)) })
    if (cursor) query.set('cursor', cursor)
    const response = await fetch(`${baseUrl}/api/v1/auctions?${query}`)
    if (!response.ok) throw new Error(`GET /auctions answered ${response.status}`)
    const page = (await response.json()) as {
      data: RobotLot[]
      meta: { nextCursor: string | null }
    }
    lots.push(...page.data)
    cursor = page.meta.nextCursor
    if (!cursor) break
  }
  return lots.slice(0, count)
}

/** One robot's life: bids on a random lot, a little above what is needed, until `until` (ms). */
export async function runRobot(
  baseUrl: string,
  token: string,
  lots: readonly RobotLot[],
  { until, tally }: { until: number; tally: RobotTally }
) {
  while (performance.now() < until) {
    const lot = lots[Math.floor(Math.random() * lots.length)]
    const generosity = 1 + Math.random() * 0.1
    let answer = await placeBid(baseUrl, token, lot.id, Math.round(lot.price * generosity))
    tallyUp(tally, lot, answer)
    if (answer?.body.code === 'below_minimum') {
      answer = await placeBid(baseUrl, token, lot.id, Math.round(lot.price * generosity))
      tallyUp(tally, lot, answer)
    }
    const pauseMs = PAUSE_MS.from + Math.random() * (PAUSE_MS.to - PAUSE_MS.from)
    await sleep(Math.max(0, Math.min(pauseMs, until - performance.now())))
  }
}

async function placeBid(
  baseUrl: string,
  token: string,
  auctionId: string,
  maximum: number
): Promise<Answer | null> {
  try {
    const response = await fetch(`${baseUrl}/api/v1/auctions/${auctionId}/bids`, {
      method: 'POST',
      headers: {
        'authorization': `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({ maximum }),
    })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  } catch {
    return null
  }
}

/** Counts an answer, and remembers in the lot what it takes next as far as the answer tells. */
function tallyUp(tally: RobotTally, lot: RobotLot, answer: Answer | null) {
  if (!answer || answer.status >= 500) {
    tally.failed++
    return
  }
  if (answer.status !== 201) {
    tally.refused++
    if (answer.body.code === 'below_minimum') lot.price = Number(answer.body.minimum)
    return
  }
  tally.accepted++
  const { price, minimumNext } = answer.body.data as { price: number; minimumNext: number }
  lot.price = minimumNext
  if (!tally.highest || price > tally.highest.price) {
    tally.highest = { price, currency: lot.currency, title: lot.title }
  }
}
