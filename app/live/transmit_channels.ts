import type transmitService from '@adonisjs/transmit/services/main'
import type { Frame } from '#live/frame'
import type { LiveHub, Watcher } from '#live/live_hub'

const CHANNEL = /^auctions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Broadcasts the hub's frames on Transmit's channels `auctions/:id`: one watcher for each
 * channel that has subscribers in this process.
 */
export class TransmitChannels {
  #watchers = new Map<string, Watcher>()

  constructor(
    private readonly transmit: typeof transmitService,
    private readonly hub: LiveHub
  ) {}

  /** Begins to broadcast on a channel; what its subscribers missed they read from the API. */
  async subscribed(channel: string) {
    const auctionId = CHANNEL.exec(channel)?.[1]
    if (!auctionId || this.#watchers.has(channel)) return
    const watcher: Watcher = {
      take: (frame: Frame) => {
        this.transmit.broadcast(channel, { ...frame.payload })
        return true
      },
      heartbeat: () => this.unsubscribed(channel),
      end: () => void this.#watchers.delete(channel),
    }
    this.#watchers.set(channel, watcher)
    // Nobody waits for this: where the log cannot be read, the next to subscribe begins again.
    const result = await this.hub.watch(auctionId, null, watcher).catch(() => 'not found')
    if (result === 'not found') this.#watchers.delete(channel)
  }

  /** Stops where nobody is subscribed any more. */
  unsubscribed(channel: string) {
    const watcher = this.#watchers.get(channel)
    const auctionId = CHANNEL.exec(channel)?.[1]
    if (!watcher || !auctionId) return
    if (this.transmit.getSubscribersFor(channel).length > 0) return
    this.#watchers.delete(channel)
    this.hub.leave(auctionId, watcher)
  }
}
