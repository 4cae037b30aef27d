import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import app from '@adonisjs/core/services/app'
import transmit from '@adonisjs/transmit/services/main'
import { LiveHub } from '#live/live_hub'
import { TransmitChannels } from '#live/transmit_channels'
import { identify } from '#middleware/authenticate'
import { middleware } from '#start/kernel'
import { channelValidator, streamValidator } from '#validators/live'

/**
 * The same frames as the EventSource resource, for clients of Transmit. An auction's channel is
 * public as the auction is; a user's own is for that user alone.
 */
const channels = new TransmitChannels(transmit, await app.container.make(LiveHub))

/** Transmit takes whatever it is sent, and fails on what it did not expect. */
async function validate({ request }: HttpContext, next: NextFn) {
  await request.validateUsing(request.method() === 'POST' ? channelValidator : streamValidator)
  return next()
}

transmit.registerRoutes((route) => route.use([middleware.body(), validate]))
transmit.authorize<{ id: string }>('users/:id', async (ctx, { id }) => {
  const principal = await identify(ctx)
  return principal?.userId === id
})
transmit.on('subscribe', ({ channel }) => void channels.subscribed(channel))
transmit.on('unsubscribe', ({ channel }) => channels.unsubscribed(channel))
