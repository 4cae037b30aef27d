import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { OutageDesk } from '#bidding/outage_desk'
import knobs from '#config/auction'
import { HintBus } from '#live/hint_bus'
import { LiveHub } from '#live/live_hub'

/** What a web process does besides answering: it shows that it takes bids, and hears hints. */
app.ready(async () => {
  const outages = await app.container.make(OutageDesk)
  const hub = await app.container.make(LiveHub)
  const bus = await app.container.make(HintBus)
  bus.listen((auctionIds) => hub.announce(auctionIds))

  const beat = () => outages.beat().catch((error) => logger.warn({ err: error }, 'no heartbeat'))
  await beat()
  const timer = setInterval(() => void beat(), knobs.outage.heartbeatMs)
  app.terminating(() => {
    clearInterval(timer)
    hub.close()
  })
})
