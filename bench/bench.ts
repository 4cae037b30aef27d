import {
  A_DAY_MS,
  bookFault,
  copyAuction,
  makePeople,
  openAuction,
  START_PRICE,
  STEP,
} from './catalogue.ts'
import type { Person } from './catalogue.ts'
import type { BenchHouse } from './house.ts'
import type { LoadOrder } from './load_client.ts'
import { Peer } from './peer.ts'
import type { RawAnswer, RawOrder } from './raw_server.ts'
import type { LegResult, LegTimes } from './tally.ts'
import type { TransactionsOrder } from './transactions.ts'

const MOST_CONNECTIONS = 256

/** An open house with its bidders, and the legs that the figures are made of. */
export class Bench {
  readonly house: BenchHouse
  readonly times: LegTimes
  readonly #client = new Peer<LoadOrder, LegResult>('load_client.ts')
  readonly #transactions = new Peer<TransactionsOrder, LegResult>('transactions.ts')
  readonly #raw = new Peer<RawOrder, RawAnswer>('raw_server.ts')
  readonly #ports = new Map<string, number>()
  #people: Person[] = []
  #template?: string

  constructor(house: BenchHouse, times: LegTimes) {
    this.house = house
    this.times = times
  }

  async open() {
    await this.house.open()
    this.#people = await makePeople(this.house.db, MOST_CONNECTIONS + 1)
  }

  close() {
    for (const peer of [this.#client, this.#transactions, this.#raw]) peer.end()
  }

  /** The port of a web process, started when it is first asked for. */
  async web(bidsPerMinute = 0): Promise<number> {
    const name = `web with a limit of ${bidsPerMinute}`
    const port = this.#ports.get(name) ?? (await this.house.startWeb(name, { bidsPerMinute }))
    this.#ports.set(name, port)
    return port
  }

  /** The port of the raw server. */
  async raw(): Promise<number> {
    const tokens = this.#people.map((person) => person.token)
    const known = this.#ports.get('raw')
    if (known) return known
    const { port } = await this.#raw.ask({ tokens })
    this.#ports.set('raw', port)
    return port
  }

  /** Opens fresh auctions that last, or end when they are told to. */
  async openAuctions(count: number, endsAt = (_index: number) => Date.now() + A_DAY_MS) {
    this.#template ??= await openAuction(await this.web(), this.#people[MOST_CONNECTIONS])
    const ends = Array.from({ length: count }, (_, index) => new Date(endsAt(index)))
    return copyAuction(this.house.db, this.#template, ends)
  }

  /** Bidders on fresh auctions, each with a connection of their own. */
  async bids(options: { connections: number; auctions?: number; port?: number }) {
    const auctionIds = await this.openAuctions(options.auctions ?? 1)
    return this.bidsOn(auctionIds, options)
  }

  async bidsOn(
    auctionIds: string[],
    options: { connections: number; port?: number } & Partial<LegTimes>
  ) {
    const paths = auctionIds.map((id) => `/api/v1/auctions/${id}/bids`)
    const result = await this.posts({ ...options, paths, port: options.port ?? (await this.web()) })
    await this.checkBooks(auctionIds, result.accepted)
    return result
  }

  /** The same requests, wherever they lead. */
  async posts(options: { connections: number; port: number; paths: string[] } & Partial<LegTimes>) {
    const { connections, ...order } = options
    const tokens = this.#people.slice(0, connections).map((person) => person.token)
    return this.#client.ask({
      ...this.times,
      startPrice: START_PRICE,
      step: STEP,
      ...order,
      tokens,
    })
  }

  /** The baseline of one transaction a bid, on a fresh auction. */
  async transactions(): Promise<LegResult> {
    const [auctionId] = await this.openAuctions(1)
    const result = await this.#transactions.ask({
      ...this.times,
      databaseUrl: this.house.databaseUrl,
      auctionId,
      bidderIds: this.#people.slice(0, MOST_CONNECTIONS).map((person) => person.id),
      startPrice: START_PRICE,
      step: STEP,
    })
    await this.checkBooks([auctionId], result.accepted)
    return result
  }

  async checkBooks(auctionIds: string[], acceptedCount: number) {
    const fault = await bookFault(this.house.db, auctionIds, acceptedCount)
    if (fault) throw new Error(fault)
  }
}
