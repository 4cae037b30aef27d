import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class WorkerCommand extends BaseCommand {
  static commandName = 'worker'
  static description = 'Run what the house does by itself: closings on time, and the timetable'
  static help = [
    'Any number may run at once. `npm start` runs one.',
    '```',
    '{{ binaryName }} worker',
    '```',
  ]
  static options: CommandOptions = { startApp: true, staysAlive: true }

  async run() {
    const { Worker } = await import('adonisjs-scheduler')
    const { ClosingDesk } = await import('#bidding/closing_desk')
    const { ClosingLoop } = await import('#bidding/closing_loop')
    await import('#start/scheduler')

    const loop = new ClosingLoop(await this.app.container.make(ClosingDesk), (error) =>
      this.app.container.make('logger').then((logger) => logger.error({ err: error }, 'no sweep'))
    )
    const timetable = new Worker(this.app)
    this.app.terminating(async () => {
      await timetable.stop()
      await loop.stop()
    })
    loop.start()
    this.logger.info('the worker runs')
    await timetable.start()
  }
}
