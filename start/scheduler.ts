import app from '@adonisjs/core/services/app'
import scheduler from 'adonisjs-scheduler/services/main'
import { ClosingDesk } from '#bidding/closing_desk'
import { OutageDesk } from '#bidding/outage_desk'
import { SettleSuspensions } from '#actions/settle_suspensions'
import { RefreshBrowsing } from '#actions/refresh_browsing'

/**
 * The timetable of the worker. Every task may run in several workers at once, and none depends
 * on a single tick: what one missed the next one does.
 */

/** A net under the closing loop, which wakes at each end by itself. */
scheduler
  .call(async () => {
    const desk = await app.container.make(ClosingDesk)
    await desk.sweep()
  })
  .everySecond()
  .withoutOverlapping()

scheduler
  .call(async () => {
    const desk = await app.container.make(OutageDesk)
    await desk.handle()
  })
  .everySecond()
  .withoutOverlapping()

/** Keeps the copy that browsing sorts by at most a few seconds old. */
scheduler
  .call(async () => {
    await new RefreshBrowsing().execute()
  })
  .everySecond()
  .withoutOverlapping()

/** What a web process did not come to after it suspended a seller. */
scheduler
  .call(async () => {
    const settleSuspensions = await app.container.make(SettleSuspensions)
    await settleSuspensions.execute()
  })
  .everyFiveSeconds()
  .withoutOverlapping()
