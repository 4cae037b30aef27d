import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class HousePause extends BaseCommand {
  static commandName = 'house:pause'
  static description = 'Take no bids until house:resume: in the whole house, or on one auction'
  static help = [
    'Closing waits meanwhile; resuming gives every auction back the time it was paused.',
    '```',
    '{{ binaryName }} house:pause --reason "The payment provider is down"',
    '{{ binaryName }} house:pause --reason "A question about the lot" --auction 0199…',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Why; kept in the audit log', required: true })
  declare reason: string

  @flags.string({ description: 'Only this auction, by its id' })
  declare auction?: string

  async run() {
    const { pauseOrResume } = await import('#commands/_pause_or_resume')
    this.exitCode = await pauseOrResume(this, 'pause')
  }
}
