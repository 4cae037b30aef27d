import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { Difference } from '#books/findings'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export default class AuctionsVerify extends BaseCommand {
  static commandName = 'auctions:verify'
  static description = 'Replay every auction through the rules, and compare with all its books'
  static help = [
    'Compares bids, state, public events, deeds and the copy that browsing sorts by.',
    'Prints a line for each difference, then how many auctions have one;',
    'exits with 1 where any has. Changes nothing, and is safe while bids arrive.',
    '```',
    '{{ binaryName }} auctions:verify',
    '{{ binaryName }} auctions:verify --id 019f0c5e-8a43-7bd1-9a3c-2f6d1c0b7e55',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Only the auction with this id' })
  declare id?: string

  async run() {
    const { VerifyAuctions } = await import('#actions/verify_auctions')
    const action = await this.app.container.make(VerifyAuctions)
    const totals =
      this.id === undefined || UUID.test(this.id)
        ? await action.execute((difference) => this.#tell(difference), this.id)
        : null
    if (!totals) {
      this.logger.error(`There is no auction with the id ${this.id}`)
      this.exitCode = 1
      return
    }
    const { auctionCount, bidCount, differingCount } = totals
    this.logger.log(`${auctionCount} auctions, ${bidCount} bids verified, ${differingCount} differ`)
    if (differingCount > 0) this.exitCode = 1
  }

  #tell({ auctionId, what, expected, found }: Difference) {
    this.logger.log(`${auctionId} ${what}: expected ${expected}, found ${found}`)
  }
}
