import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { RobotTally } from '#demo/robots'

export default class DemoBid extends BaseCommand {
  static commandName = 'demo:bid'
  static description = 'Let robots bid over the real API: the quickest way to see the house at work'
  static help = [
    'The house must run. The robots are accounts of their own, made at the first use.',
    '```',
    '{{ binaryName }} demo:bid',
    '{{ binaryName }} demo:bid --auctions 20 --bidders 50 --seconds 60',
    '{{ binaryName }} demo:bid --url https://auctions.example.org',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.number({ description: 'Live auctions to bid on, those that end first', default: 10 })
  declare auctions: number

  @flags.number({ description: 'Robots, at most 500', default: 20 })
  declare bidders: number

  @flags.number({ description: 'How long', default: 30 })
  declare seconds: number

  @flags.string({ description: 'Where the house answers; this house by default' })
  declare url?: string

  async run() {
    const limits = { auctions: 1_000, bidders: 500, seconds: 3_600 }
    for (const [name, most] of Object.entries(limits)) {
      const value = this[name as keyof typeof limits]
      if (!Number.isInteger(value) || value < 1 || value > most) {
        return this.#fail(`--${name} is a whole number from 1 to ${most}`)
      }
    }
    const { findLiveLots, runRobot } = await import('#demo/robots')
    const { makeRobots } = await import('#demo/make_robots')
    const url = this.url ?? this.app.config.get<string>('app.appUrl')
    const lots = await findLiveLots(url, this.auctions).catch(() => {
      this.#fail(`No house answers at ${url}: start it with npm start, or say where with --url`)
      return null
    })
    if (!lots) return
    if (lots.length === 0) return this.#fail('No auction is live')

    const tokens = await makeRobots(this.bidders)
    const tally: RobotTally = { accepted: 0, refused: 0, failed: 0, highest: null }
    const startedAt = performance.now()
    const until = startedAt + this.seconds * 1_000
    const progress = setInterval(() => this.#show(tally, startedAt), 500)
    await Promise.all(tokens.map((token) => runRobot(url, token, lots, { until, tally })))
    clearInterval(progress)
    this.#show(tally, startedAt, true)
    if (tally.failed > 0) this.exitCode = 1
  }

  #show(tally: RobotTally, startedAt: number, isLast = false) {
    const seconds = (performance.now() - startedAt) / 1_000
    const rate = (tally.accepted / seconds).toFixed(1)
    const { highest } = tally
    const line =
      `${seconds.toFixed(0)} s  ${tally.accepted} accepted (${rate}/s)  ` +
      `${tally.refused} refused  ${tally.failed} failed` +
      (highest ? `  highest ${money(highest.price, highest.currency)} ${highest.title}` : '')
    if (process.stdout.isTTY && !isLast) this.logger.logUpdate(line)
    else if (isLast) this.logger.logUpdatePersist()
    if (isLast) this.logger.success(line)
  }

  #fail(sentence: string) {
    this.exitCode = 1
    this.logger.error(sentence)
  }
}

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
