import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class HouseResume extends BaseCommand {
  static commandName = 'house:resume'
  static description = 'Take bids again after house:pause, with every end moved by the time paused'
  static help = [
    '```',
    '{{ binaryName }} house:resume',
    '{{ binaryName }} house:resume --auction 0199…',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Kept in the audit log', default: 'Resumed' })
  declare reason: string

  @flags.string({ description: 'Only this auction, by its id' })
  declare auction?: string

  async run() {
    const { pauseOrResume } = await import('#commands/_pause_or_resume')
    this.exitCode = await pauseOrResume(this, 'resume')
  }
}
