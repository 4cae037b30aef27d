import type { BaseCommand } from '@adonisjs/core/ace'
import { ModerateAuction } from '#actions/moderate_auction'
import { PauseHouse } from '#actions/pause_house'
import { ResumeHouse } from '#actions/resume_house'
import { PROBLEMS } from '#exceptions/problems'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Does what house:pause and house:resume say, and answers the exit code. */
export async function pauseOrResume(
  command: BaseCommand & { reason: string; auction?: string },
  type: 'pause' | 'resume'
): Promise<number> {
  const done = type === 'pause' ? 'paused' : 'resumed'
  const order = { actorId: null, reason: command.reason }
  if (command.auction === undefined) {
    const Action = type === 'pause' ? PauseHouse : ResumeHouse
    const action = await command.app.container.make(Action)
    const result = await action.execute(order)
    if (!result.ok) return refuse(command, `The house: ${PROBLEMS[result.code][1]}`)
    command.logger.success(`The house is ${done}, with ${result.auctionCount} auctions`)
    return 0
  }
  if (!UUID.test(command.auction)) return refuse(command, `${command.auction} is not an id`)
  const moderate = await command.app.container.make(ModerateAuction)
  const answer = await moderate.execute({ ...order, auctionId: command.auction, deed: { type } })
  if (!answer.accepted) return refuse(command, PROBLEMS[answer.code][1])
  command.logger.success(`Auction ${command.auction} is ${done}`)
  return 0
}

function refuse(command: BaseCommand, sentence: string): number {
  command.logger.error(sentence)
  return 1
}
