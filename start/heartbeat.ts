import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import server from '@adonisjs/core/services/server'
import transmit from '@adonisjs/transmit/services/main'
import { OutageDesk } from '#bidding/outage_desk'
import knobs from '#config/auction'
import { HintBus } from '#live/hint_bus'
import { LiveHub } from '#live/live_hub'
import { drain } from '#start/drain'

/**
 * What a web process does besides answering: it shows that it takes bids, hears hints, and in the
 * end sends its watchers elsewhere and answers what it has begun.
 */
await app.ready(async () => {
  const outages = await app.container.make(OutageDesk)
  const hub = await app.container.make(LiveHub)
  const bus = await app.container.make(HintBus)
  bus.listen((auctionIds) => hub.announce(auctionIds))

  const beat = () => outages.beat().catch((error) => logger.warn({ err: error }, 'no heartbeat'))
  await beat()
  const timer = setInterval(() => void beat(), knobs.outage.heartbeatMs)
  app.terminating(async () => {
    clearInterval(timer)
    hub.close()
    for (const stream of transmit.getManager().getAllSubscribers().keys()) stream.end()
    const nodeServer = server.getNodeServer()
    if (nodeServer) await drain(nodeServer)
  })
})
