import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DemoSeed extends BaseCommand {
  static commandName = 'demo:seed'
  static description =
    'Fill an empty house with a demo catalogue: users, categories, 200 lots, bids'
  static help = [
    'Does nothing where the demo is there already. Its accounts have a public password:',
    'never seed a house that strangers can reach.',
    '```',
    '{{ binaryName }} demo:seed',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  async run() {
    const { ImportCatalogue } = await import('#actions/import_catalogue')
    const { OpenAuction } = await import('#actions/open_auction')
    const { BidDesk } = await import('#bidding/bid_desk')
    const { BuyNowDesk } = await import('#bidding/buy_now_desk')
    const { ClosingDesk } = await import('#bidding/closing_desk')
    const { DatabaseClock } = await import('#bidding/database_clock')
    const { DeedDesk } = await import('#bidding/deed_desk')
    const { OutageDesk } = await import('#bidding/outage_desk')
    const { SeedDemo } = await import('#demo/seed_demo')
    const { container } = this.app
    const seed = new SeedDemo({
      importCatalogue: await container.make(ImportCatalogue),
      openAuction: await container.make(OpenAuction),
      bids: await container.make(BidDesk),
      buyNow: await container.make(BuyNowDesk),
      deeds: await container.make(DeedDesk),
      closing: await container.make(ClosingDesk),
      outages: await container.make(OutageDesk),
      clock: await container.make(DatabaseClock),
    })
    const demo = await seed.execute()
    if (!demo) {
      this.logger.info('The demo house is there already')
      return
    }
    const { logins, endingSoon, auctionCount, bidCount } = demo
    const dataDir = this.app.config.get<string>('app.dataDir')
    await mkdir(dataDir, { recursive: true })
    await writeFile(join(dataDir, 'demo.json'), JSON.stringify({ logins, endingSoon }, null, 2))
    this.logger.success(`${auctionCount} lots with ${bidCount} bids`)
  }
}
