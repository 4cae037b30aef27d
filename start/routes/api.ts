import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import { BidDesk } from '#bidding/bid_desk'
import BidsController from '#controllers/api/auctions/bids_controller'
import { API_PREFIX, operationOf } from '#openapi/operations'
import { openApiDocument } from '#openapi/document'
import { middleware } from '#start/kernel'

/** The JSON API. app/openapi/operations.ts says who may call what. */

const auth = {
  Registrations: () => import('#controllers/api/auth/registrations_controller'),
  Tokens: () => import('#controllers/api/auth/tokens_controller'),
  Profiles: () => import('#controllers/api/auth/profiles_controller'),
  Passwords: () => import('#controllers/api/auth/passwords_controller'),
}
const auctions = {
  Auctions: () => import('#controllers/api/auctions/auctions_controller'),
  Histories: () => import('#controllers/api/auctions/histories_controller'),
  Events: () => import('#controllers/api/auctions/events_controller'),
  Live: () => import('#controllers/api/auctions/live_controller'),
  BuyNows: () => import('#controllers/api/auctions/buy_nows_controller'),
}
const seller = {
  Auctions: () => import('#controllers/api/seller/auctions_controller'),
  Cancellations: () => import('#controllers/api/seller/cancellations_controller'),
}
const admin = {
  Bids: () => import('#controllers/api/admin/bids_controller'),
  BidVoids: () => import('#controllers/api/admin/bid_voids_controller'),
  Cancellations: () => import('#controllers/api/admin/cancellations_controller'),
  Extensions: () => import('#controllers/api/admin/extensions_controller'),
  Suspensions: () => import('#controllers/api/admin/suspensions_controller'),
}

const described = router
  .group(() => {
    router.post('auth/register', [auth.Registrations, 'store'])
    router.post('auth/tokens', [auth.Tokens, 'store'])
    router.delete('auth/tokens/current', [auth.Tokens, 'destroy'])
    router.get('me', [auth.Profiles, 'show'])
    router.put('me/password', [auth.Passwords, 'update'])

    router.get('auctions', [auctions.Auctions, 'index'])
    router.get('auctions/:id', [auctions.Auctions, 'show'])
    router.get('auctions/:id/history', [auctions.Histories, 'show'])
    router.get('auctions/:id/events', [auctions.Events, 'index'])
    // Not for HEAD, which would open a stream and show nothing of it.
    router.route('auctions/:id/live', ['GET'], [auctions.Live, 'show'])
    router.post('auctions/:id/buy-now', [auctions.BuyNows, 'store'])

    router
      .group(() => {
        router.post('auctions', [seller.Auctions, 'store'])
        router.post('auctions/:id/cancellation', [seller.Cancellations, 'store'])
      })
      .prefix('seller')
      .as('seller')

    router
      .group(() => {
        router.get('auctions/:id/bids', [admin.Bids, 'index'])
        router.post('auctions/:id/bid-voids', [admin.BidVoids, 'store'])
        router.post('auctions/:id/cancellation', [admin.Cancellations, 'store'])
        router.post('auctions/:id/extension', [admin.Extensions, 'store'])
        router.post('users/:id/suspension', [admin.Suspensions, 'store'])
        router.delete('users/:id/suspension', [admin.Suspensions, 'destroy'])
      })
      .prefix('admin')
      .as('admin')
  })
  .as('api')
  .prefix(API_PREFIX)
  .where('id', router.matchers.uuid())
  .use([middleware.body(), middleware.access()])

/** The hot path: a function made once, no middleware; it authorises itself. */
const bids = new BidsController(await app.container.make(BidDesk))
router.post(`${API_PREFIX}/auctions/:id/bids`, bids.store).where('id', router.matchers.uuid())

const document = openApiDocument()
router.get(`${API_PREFIX}/openapi.json`, ({ response }) => response.json(document))

/** A route that no operation describes has no authorisation: it does not boot. */
for (const route of described.routes.flatMap(routesIn)) {
  for (const method of route.methods) operationOf(method, route.pattern)
}

function routesIn(
  item: (typeof described.routes)[number]
): { methods: string[]; pattern: string }[] {
  if ('toJSON' in item) return [item.toJSON()]
  return 'routes' in item ? item.routes.flatMap(routesIn) : []
}
