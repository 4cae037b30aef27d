import type { ApplicationService } from '@adonisjs/core/types'
import { ApplyToSell } from '#actions/apply_to_sell'
import { BlockBidder } from '#actions/block_bidder'
import { ChangeSetting } from '#actions/change_setting'
import { DecideApplication } from '#actions/decide_application'
import { EditCatalogue } from '#actions/edit_catalogue'
import { ImportCatalogue } from '#actions/import_catalogue'
import { DecideCase } from '#actions/decide_case'
import { ModerateAuction } from '#actions/moderate_auction'
import { OpenAuction } from '#actions/open_auction'
import { PauseHouse } from '#actions/pause_house'
import { ReinstateUser } from '#actions/reinstate_user'
import { ResumeHouse } from '#actions/resume_house'
import { SaveConsignor } from '#actions/save_consignor'
import { SettleSuspensions } from '#actions/settle_suspensions'
import { SuspendUser } from '#actions/suspend_user'
import { VerifyAuctions } from '#actions/verify_auctions'
import { BidDesk } from '#bidding/bid_desk'
import { BidLedger } from '#bidding/bid_ledger'
import { BuyNowDesk } from '#bidding/buy_now_desk'
import { ClosingDesk } from '#bidding/closing_desk'
import { DatabaseClock } from '#bidding/database_clock'
import { DeedDesk } from '#bidding/deed_desk'
import { OutageDesk } from '#bidding/outage_desk'
import knobs from '#config/auction'
import { hasRedis } from '#config/redis'
import { createPgPool, type PgPool } from '#database/pg_pool'
import { TokenVerifier } from '#identity/token_verifier'
import { EventLog } from '#live/event_log'
import { HintBus } from '#live/hint_bus'
import { LiveHub } from '#live/live_hub'
import { CurrentSettings } from '#queries/current_settings'

/**
 * Puts the house's desks into the container, each made when it is first asked for, and wires
 * what they commit to those who watch. Bidding knows nothing of live.
 */
export default class HouseProvider {
  #pools: PgPool[] = []
  #bidDesk: BidDesk | undefined

  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    const statements = this.#lazyPool('gavel-bids', knobs.bidding.statementsInFlight + 1)
    const locks = this.#lazyPool('gavel-locks', knobs.bidding.lockedWays)
    const reads = this.#lazyPool('gavel-live', 2)
    const checks = this.#lazyPool('gavel-checks', 1)

    container.singleton(HintBus, () => new HintBus(hasRedis))
    container.singleton(TokenVerifier, () => new TokenVerifier(reads(), knobs.tokenCacheMs))
    container.singleton(DatabaseClock, () => new DatabaseClock(statements()))
    container.singleton(LiveHub, async (resolver) => {
      const clock = await resolver.make(DatabaseClock)
      return new LiveHub(new EventLog(reads()), knobs.live, () => clock.now())
    })
    container.singleton(BidDesk, async (resolver) => {
      const clock = await resolver.make(DatabaseClock)
      const ledger = new BidLedger(statements(), locks(), clock, knobs.bidding.rememberedAuctions)
      const logger = await resolver.make('logger')
      this.#bidDesk = new BidDesk(ledger, knobs.bidding, await this.#announcer(), (error) =>
        logger.error({ err: error }, 'bids could not be booked')
      )
      return this.#bidDesk
    })
    container.singleton(DeedDesk, async () => new DeedDesk(locks(), await this.#announcer()))
    container.singleton(BuyNowDesk, async () => new BuyNowDesk(locks(), await this.#announcer()))
    container.singleton(ClosingDesk, async () => {
      return new ClosingDesk(locks(), knobs.outage.freshMs, await this.#announcer())
    })
    container.singleton(OutageDesk, async () => {
      return new OutageDesk(statements(), knobs.outage, await this.#announcer())
    })
    container.singleton(CurrentSettings, () => {
      return new CurrentSettings(reads(), knobs.settings, knobs.settingsCacheMs)
    })
    container.singleton(EventLog, () => new EventLog(reads()))
    container.bind(VerifyAuctions, () => new VerifyAuctions(checks()))
    this.#bindActions(locks)
  }

  /** Each made anew for whoever asks. */
  #bindActions(locks: () => PgPool) {
    const { container } = this.app
    container.bind(ChangeSetting, () => new ChangeSetting(locks()))
    container.bind(OpenAuction, () => new OpenAuction(locks()))
    container.bind(ApplyToSell, () => new ApplyToSell(locks()))
    container.bind(DecideApplication, () => new DecideApplication(locks()))
    container.bind(EditCatalogue, () => new EditCatalogue(locks()))
    container.bind(ImportCatalogue, () => new ImportCatalogue(locks()))
    container.bind(BlockBidder, () => new BlockBidder(locks()))
    container.bind(SaveConsignor, () => new SaveConsignor(locks()))
    container.bind(SettleSuspensions, async () => {
      return new SettleSuspensions(locks(), await this.#announcer())
    })
    container.bind(SuspendUser, async (resolver) => {
      return new SuspendUser(locks(), await resolver.make(SettleSuspensions))
    })
    container.bind(DecideCase, async () => new DecideCase(locks(), await this.#announcer()))
    container.bind(ReinstateUser, () => new ReinstateUser(locks()))
    container.bind(PauseHouse, async (resolver) => {
      return new PauseHouse(locks(), await resolver.make(DeedDesk))
    })
    container.bind(ResumeHouse, async (resolver) => {
      return new ResumeHouse(locks(), await resolver.make(DeedDesk))
    })
    container.bind(ModerateAuction, async (resolver) => {
      return new ModerateAuction(await resolver.make(DeedDesk))
    })
  }

  /** When nobody is listened to any more: what was begun is finished. */
  async shutdown() {
    await this.#bidDesk?.close()
    await Promise.all(this.#pools.map((pool) => pool.end()))
  }

  /** Tells this process's watchers, and the other processes, which auctions have news. */
  async #announcer() {
    const hub = await this.app.container.make(LiveHub)
    const bus = await this.app.container.make(HintBus)
    return (auctionIds: string[]) => {
      hub.announce(auctionIds)
      bus.send(auctionIds)
    }
  }

  /** The address is known only once the database's provider has booted. */
  #lazyPool(name: string, max: number): () => PgPool {
    let pool: PgPool | undefined
    return () => {
      pool ??= this.#openPool(name, max)
      return pool
    }
  }

  #openPool(name: string, max: number): PgPool {
    const connectionString = this.app.config.get<string>(
      'database.connections.pg.connection.connectionString'
    )
    const pool = createPgPool({ connectionString, max, application_name: name })
    this.#pools.push(pool)
    return pool
  }
}
