import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class AuctionsClose extends BaseCommand {
  static commandName = 'auctions:close'
  static description = 'Close by hand what is due: one sweep, as the worker does every second'
  static help = [
    'Safe beside a running worker: each auction is closed exactly once.',
    'What ended while the house could not take bids is held until it has been extended.',
    '```',
    '{{ binaryName }} auctions:close',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  async run() {
    const { ClosingDesk } = await import('#bidding/closing_desk')
    const { OutageDesk } = await import('#bidding/outage_desk')
    const outages = await this.app.container.make(OutageDesk)
    const extendedCount = await outages.handle()
    const desk = await this.app.container.make(ClosingDesk)
    const { closed, heldCount, nextAt } = await desk.sweep()
    if (extendedCount > 0) this.logger.info(`${extendedCount} extended after an outage`)
    this.logger.success(`${closed.length} closed`)
    if (heldCount > 0) {
      this.logger.warning(
        `${heldCount} held: the house was not seen to take bids until their end; start it`
      )
    }
    if (nextAt !== null) this.logger.info(`the next one ends at ${new Date(nextAt).toISOString()}`)
  }
}
