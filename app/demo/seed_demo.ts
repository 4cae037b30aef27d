import { setTimeout as sleep } from 'node:timers/promises'
import { CreateUser } from '#actions/create_user'
import type { ImportCatalogue } from '#actions/import_catalogue'
import type { OpenAuction } from '#actions/open_auction'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import type { BidDesk } from '#bidding/bid_desk'
import type { BuyNowDesk } from '#bidding/buy_now_desk'
import type { ClosingDesk } from '#bidding/closing_desk'
import type { DatabaseClock } from '#bidding/database_clock'
import type { DeedDesk } from '#bidding/deed_desk'
import type { OutageDesk } from '#bidding/outage_desk'
import { DEMO_CATEGORIES } from '#demo/categories'
import { DEMO_BUYERS, DEMO_KINDS, DEMO_SELLERS } from '#demo/catalogue'
import type { Role } from '#domain/abilities'
import User from '#models/user'

export const DEMO_PASSWORD = 'gavel-demo'

export type DemoLogin = { role: string; email: string; password: string }

export type SeededDemo = {
  logins: DemoLogin[]
  endingSoon: { id: string; title: string; endsAt: string }
  auctionCount: number
  bidCount: number
}

type Desks = {
  importCatalogue: ImportCatalogue
  openAuction: OpenAuction
  bids: BidDesk
  buyNow: BuyNowDesk
  deeds: DeedDesk
  closing: ClosingDesk
  outages: OutageDesk
  clock: DatabaseClock
}

type Stage = 'ended' | 'ending soon' | 'live' | 'scheduled'
type Lot = { auctionId: string; stage: Stage; startPrice: number; endsAt: number; title: string }

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Lots that have ended are given this long to take their bids. */
const SHORT_LIFE_MS = 4_000

/**
 * Fills an empty house with a demo catalogue through the same actions and desks as everybody
 * uses, so that its books can be proved. Null where it was filled before.
 */
export class SeedDemo {
  #random = randomNumbers(20_261_123)

  constructor(private readonly desks: Desks) {}

  async execute(): Promise<SeededDemo | null> {
    if (await User.findBy('email', emailOf('Ada'))) return null
    const { admin, sellers, buyers } = await this.#makeUsers()
    await this.#makeCategories(admin)
    await this.desks.outages.beat()
    const lots = await this.#openLots(sellers)
    const bidCount = await this.#placeBids(lots, buyers)
    await this.#finishEnded(lots, buyers)
    await new RefreshBrowsing().execute()
    const soon = lots.find((lot) => lot.stage === 'ending soon')
    if (!soon) throw new Error('The demo catalogue has no lot that ends soon')
    const { auctionId: id, title, endsAt } = soon
    return {
      logins: LOGINS,
      endingSoon: { id, title, endsAt: new Date(endsAt).toISOString() },
      auctionCount: lots.length,
      bidCount,
    }
  }

  async #makeUsers() {
    const password = DEMO_PASSWORD
    const make = (displayName: string, roles: Role[]) =>
      new CreateUser().execute({ email: emailOf(displayName), password, displayName, roles })
    const admin = await make('Ada', ['buyer', 'moderator', 'admin'])
    await make('Mira', ['buyer', 'moderator'])
    const sellers = await Promise.all(DEMO_SELLERS.map((name) => make(name, ['buyer', 'seller'])))
    const buyers = await Promise.all(DEMO_BUYERS.map((name) => make(name, ['buyer'])))
    return { admin, sellers, buyers: buyers.map((buyer) => buyer.id) }
  }

  async #makeCategories(admin: User) {
    const order = { actorId: admin.id, entries: DEMO_CATEGORIES, isDryRun: false }
    const result = await this.desks.importCatalogue.execute(order)
    if (!result.ok) throw new Error(`The demo categories: ${result.fault}`)
  }

  async #openLots(sellers: User[]): Promise<Lot[]> {
    const lots: Lot[] = []
    const now = await this.desks.clock.now()
    for (const [index, { kind, title }] of demoLots().entries()) {
      const stage = stageOf(index)
      const startsAt = stage === 'scheduled' ? now + this.#between(1, 96) * HOUR_MS : now
      const endsAt = this.#endOf(stage, startsAt)
      const { startPrice } = kind
      const hasReserve = index % 6 === 1
      const result = await this.desks.openAuction.execute({
        sellerId: sellers[kind.seller].id,
        title,
        description: `${title}. ${kind.about}`,
        currency: 'EUR',
        startPrice,
        reserve: hasReserve ? startPrice * 2 : null,
        buyNow: index % 5 === 0 ? startPrice * 6 : null,
        softClose: { windowMs: 2 * MINUTE_MS, extensionMs: 2 * MINUTE_MS, hardEndsAt: null },
        startsAt,
        endsAt,
        ...(stage === 'ended' && { softClose: null }),
      })
      if (!result.ok) throw new Error(`The demo lot "${title}": ${result.faults[0].message}`)
      lots.push({ auctionId: result.auctionId, stage, startPrice, endsAt, title })
    }
    return lots
  }

  #endOf(stage: Stage, startsAt: number): number {
    if (stage === 'ended') return startsAt + SHORT_LIFE_MS
    if (stage === 'ending soon') return startsAt + 3 * MINUTE_MS
    return startsAt + this.#between(1, 120) * HOUR_MS + this.#between(0, 59) * MINUTE_MS
  }

  /** Most lots get a few bids, one in seven none. */
  async #placeBids(lots: readonly Lot[], buyers: readonly string[]): Promise<number> {
    const placed = lots
      .filter((lot, index) => lot.stage !== 'scheduled' && index % 7 !== 3)
      .flatMap((lot) => {
        const count = this.#between(1, 9)
        return Array.from({ length: count }, (_, turn) =>
          this.desks.bids.place({
            auctionId: lot.auctionId,
            bidderId: buyers[this.#between(0, buyers.length - 1)],
            maximum: Math.round(lot.startPrice * (1 + turn * 0.2 + this.#between(0, 30) / 100)),
            idempotencyKey: null,
          })
        )
      })
    const answers = await Promise.all(placed)
    return answers.filter((answer) => answer.accepted).length
  }

  /** A few end otherwise than by the clock; the rest is closed when its time has come. */
  async #finishEnded(lots: readonly Lot[], buyers: readonly string[]) {
    const ended = lots.filter((lot) => lot.stage === 'ended')
    for (const { auctionId } of ended.filter((_, index) => index % 15 === 4)) {
      const deed = { type: 'cancel' as const, by: 'moderator' as const }
      await this.desks.deeds.perform({ auctionId, deed, actorId: null, reason: 'Withdrawn' })
    }
    for (const { auctionId } of ended.filter((_, index) => index % 10 === 0)) {
      await this.desks.buyNow.buy({ auctionId, buyerId: buyers[0], idempotencyKey: null })
    }
    const lastEnd = Math.max(...ended.map((lot) => lot.endsAt))
    const now = await this.desks.clock.now()
    await sleep(Math.max(0, lastEnd - now))
    await this.desks.outages.beat()
    await this.desks.closing.sweep()
  }

  #between(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1))
  }
}

const LOGINS: DemoLogin[] = [
  ['admin', 'Ada'],
  ['moderator', 'Mira'],
  ['seller', 'Alice'],
  ['bidder', 'Bob'],
  ['bidder', 'Carol'],
].map(([role, name]) => ({ role, email: emailOf(name), password: DEMO_PASSWORD }))

function emailOf(name: string): string {
  const local = name.toLowerCase().replace(/[^a-z]+/g, '.')
  return `${local}@demo.example`
}

/** One of each kind after the other, so that any page shows many kinds. */
function demoLots() {
  return DEMO_KINDS[0].things.flatMap((_, turn) =>
    DEMO_KINDS.map((kind) => ({ kind, title: kind.things[turn] }))
  )
}

function stageOf(index: number): Stage {
  if (index === 7) return 'ending soon'
  if (index % 4 === 2) return 'ended'
  return index % 10 === 9 ? 'scheduled' : 'live'
}

/** Mulberry32: the same demo house every time. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
