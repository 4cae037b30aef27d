import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { BidDesk } from '#bidding/bid_desk'
import { BuyNowDesk } from '#bidding/buy_now_desk'
import { DeedDesk, type HouseDeed } from '#bidding/deed_desk'
import { OutageDesk } from '#bidding/outage_desk'
import type { cast, Person } from '#tests/helpers/cast'
import { houseNow, openAuction, rewind, sweep } from '#tests/helpers/house'

/** Auctions in which everything happens that books can hold. */

const MINUTE_MS = 60_000

type People = Awaited<ReturnType<typeof cast>>

/** Bids of four people, one an own raise that nobody saw, and one that was voided. */
export async function contestedLot({ alice, bob, carol, ada, mira }: People): Promise<string> {
  const lot = await openAuction(alice, { softClose: null })
  await placeBid(lot, bob, 2000)
  await placeBid(lot, carol, 1500)
  await placeBid(lot, bob, 3000)
  const bidId = await placeBid(lot, ada, 5000)
  await placeBid(lot, carol, 6000)
  await act(lot, mira, { type: 'void', bidId })
  return lot
}

export async function pausedAndCancelled({ alice, bob, carol, mira }: People): Promise<string> {
  const lot = await openAuction(alice)
  await placeBid(lot, bob, 2000)
  await act(lot, mira, { type: 'pause' })
  await act(lot, mira, { type: 'resume' })
  await placeBid(lot, carol, 2500)
  await act(lot, mira, { type: 'extend', endsAt: (await houseNow()) + 120 * MINUTE_MS })
  await act(lot, mira, { type: 'void_bidder', bidderId: carol.id })
  await act(lot, mira, { type: 'cancel', by: 'moderator' })
  return lot
}

/** Soft close moves the end, and an own raise meets the reserve. */
export async function softClosedAndSold({ alice, bob, carol }: People): Promise<string> {
  const softClose = { windowMs: 2 * MINUTE_MS, extensionMs: 3 * MINUTE_MS, hardEndsAt: null }
  const lot = await openAuction(alice, { softClose, reserve: 3000, endsInMs: MINUTE_MS })
  await placeBid(lot, bob, 2000)
  await placeBid(lot, carol, 1500)
  await placeBid(lot, bob, 3500)
  await happenedEarlier(lot, 60 * MINUTE_MS)
  await sweep()
  return lot
}

export async function boughtNow({ alice, bob, carol }: People): Promise<string> {
  const lot = await openAuction(alice, { reserve: 5000, buyNow: 9000 })
  await placeBid(lot, bob, 1500)
  const desk = await app.container.make(BuyNowDesk)
  await desk.buy({ auctionId: lot, buyerId: carol.id, idempotencyKey: null })
  return lot
}

export async function unsold({ alice, bob }: People): Promise<string> {
  const lot = await openAuction(alice, { reserve: 9000 })
  await placeBid(lot, bob, 2000)
  await happenedEarlier(lot, 61 * MINUTE_MS)
  await sweep()
  return lot
}

/** It ended a minute ago, while the house was away for ten. */
export async function extendedAfterAnOutage({ alice, bob, carol }: People): Promise<string> {
  const lot = await openAuction(alice)
  await placeBid(lot, bob, 2000)
  await happenedEarlier(lot, 61 * MINUTE_MS)
  await db.rawQuery("UPDATE house SET last_heartbeat_at = now() - interval '10 minutes'")
  const desk = await app.container.make(OutageDesk)
  await desk.beat()
  await desk.handle()
  await placeBid(lot, carol, 2500)
  return lot
}

/** A bid that must be accepted; its id. */
export async function placeBid(lot: string, bidder: Person, maximum: number) {
  const desk = await app.container.make(BidDesk)
  const answer = await desk.place({
    auctionId: lot,
    bidderId: bidder.id,
    maximum,
    idempotencyKey: null,
  })
  if (!answer.accepted) throw new Error(answer.code)
  return answer.receipt.bidId
}

async function act(lot: string, actor: Person, deed: HouseDeed) {
  const desk = await app.container.make(DeedDesk)
  const answer = await desk.perform({ auctionId: lot, deed, actorId: actor.id, reason: 'A test' })
  if (!answer.accepted) throw new Error(answer.code)
}

/** As it would be, had all of it happened earlier; `rewind` counts itself as a deed. */
async function happenedEarlier(lot: string, ms: number) {
  await rewind(lot, ms)
  await db.from('auction_states').where('auction_id', lot).decrement('version')
}
