import env from '#start/env'
import type { Increment } from '#domain/increments'
import type { HouseSettings } from '#domain/settings'

/** The house's own knobs. Times are milliseconds, amounts minor units. */

/** eBay's published bid increments, ten bands: https://www.ebay.com/help/buying/bidding/automatic-bidding?id=4014 */
const increments: Increment[] = [
  { from: 0, step: 5 },
  { from: 100, step: 25 },
  { from: 500, step: 50 },
  { from: 2_500, step: 100 },
  { from: 10_000, step: 250 },
  { from: 25_000, step: 500 },
  { from: 50_000, step: 1_000 },
  { from: 100_000, step: 2_500 },
  { from: 250_000, step: 5_000 },
  { from: 500_000, step: 10_000 },
]

/** Requests a minute; 0 lifts a limit. */
const limits = {
  registerPerMinute: env.get('LIMIT_REGISTER_PER_MINUTE') ?? 20,
  loginPerMinute: env.get('LIMIT_LOGIN_PER_MINUTE') ?? 10,
  bidsPerMinute: env.get('LIMIT_BIDS_PER_MINUTE') ?? 120,
}

/** What holds until an admin sets it otherwise (`PUT /admin/settings/:key`). */
const settings: HouseSettings = {
  houseName: 'Gavel',
  timeZone: 'UTC',
  increments,
  currencies: [],
  softClose: null,
  premiumBands: [],
  taxBands: [],
  reviewRules: { skippedBy: 'trusted' },
  limits,
}

export default {
  increments,
  limits,
  settings,
  /** How long a process believes the settings it has read. */
  settingsCacheMs: 3_000,

  /** An auction lasts at most this long. */
  longestAuctionMs: 365 * 24 * 60 * 60 * 1000,

  /** On connections of its own, so that a hot auction never starves the site. */
  bidding: {
    /** One carries all that wait; two share it, at the full price of a statement each. */
    statementsInFlight: 1,
    lockedWays: 4,
    /** Bids of one auction that are judged together. */
    bidsPerBatch: 128,
    /** Bids of one statement, over all its auctions. */
    bidsPerStatement: 512,
    /** Bids that wait for one auction; more are answered 503. */
    queueLength: 2_000,
    /** Bids that wait in one process. */
    totalQueueLength: 10_000,
    /** Auctions whose state one process remembers. */
    rememberedAuctions: 20_000,
  },

  /** How long a verified token is believed without asking the database again. */
  tokenCacheMs: 3_000,
  tokenLifetime: '30 days',

  outage: {
    /** The house notes this often that it can take bids. */
    heartbeatMs: 1_000,
    /** A longer gap is an outage. */
    gapMs: (env.get('OUTAGE_GAP_SECONDS') ?? 30) * 1000,
    /** An auction whose end, or this much before it, fell into an outage is extended. */
    protectedMs: (env.get('OUTAGE_PROTECTED_SECONDS') ?? 5 * 60) * 1000,
    /** Until the house's return plus this. */
    graceMs: (env.get('OUTAGE_GRACE_SECONDS') ?? 15 * 60) * 1000,
    /** Closing waits for a heartbeat after the end, or one that is no older than this. */
    freshMs: 2_500,
  },

  live: {
    heartbeatMs: 15_000,
    /** How often watched auctions are asked for news that no hint announced. */
    netMs: 1_000,
    /** Events in one frame; a longer backlog is sent in several. */
    eventsPerFrame: 500,
    /** A reader that takes longer than this to take what it was sent goes without some of it. */
    slowMs: 500,
    /** A reader that took nothing for this long is disconnected. */
    stalledMs: 30_000,
  },
}
