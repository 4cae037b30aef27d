import redis from '@adonisjs/redis/services/main'

const CHANNEL = 'gavel:auctions-with-news'

/**
 * Tells the other processes over Redis which auctions have news, where there is a Redis. Hints
 * may be lost: every process also looks for itself once a second.
 */
export class HintBus {
  constructor(private readonly isEnabled: boolean) {}

  send(auctionIds: readonly string[]) {
    if (!this.isEnabled) return
    redis.publish(CHANNEL, JSON.stringify(auctionIds)).catch(() => {})
  }

  listen(onHint: (auctionIds: string[]) => void) {
    if (!this.isEnabled) return
    const listening = redis.connection('listening')
    listening.subscribe(CHANNEL, (message) => onHint(JSON.parse(message) as string[]))
  }
}
