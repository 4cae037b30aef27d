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
const sellers = {
  Sellers: () => import('#controllers/api/sellers/sellers_controller'),
}
const catalogue = {
  Categories: () => import('#controllers/api/catalogue/categories_controller'),
}
const seller = {
  Applications: () => import('#controllers/api/seller/applications_controller'),
  Auctions: () => import('#controllers/api/seller/auctions_controller'),
  Blocks: () => import('#controllers/api/seller/blocks_controller'),
  Cancellations: () => import('#controllers/api/seller/cancellations_controller'),
  Profiles: () => import('#controllers/api/seller/profiles_controller'),
}
const admin = {
  ApplicationDecisions: () => import('#controllers/api/admin/application_decisions_controller'),
  Bids: () => import('#controllers/api/admin/bids_controller'),
  BidVoids: () => import('#controllers/api/admin/bid_voids_controller'),
  Cancellations: () => import('#controllers/api/admin/cancellations_controller'),
  Categories: () => import('#controllers/api/admin/categories_controller'),
  CategoryArchives: () => import('#controllers/api/admin/category_archives_controller'),
  CategoryParents: () => import('#controllers/api/admin/category_parents_controller'),
  Consignors: () => import('#controllers/api/admin/consignors_controller'),
  CaseDecisions: () => import('#controllers/api/admin/case_decisions_controller'),
  Extensions: () => import('#controllers/api/admin/extensions_controller'),
  ModerationCases: () => import('#controllers/api/admin/moderation_cases_controller'),
  SellerApplications: () => import('#controllers/api/admin/seller_applications_controller'),
  Sellers: () => import('#controllers/api/admin/sellers_controller'),
  Settings: () => import('#controllers/api/admin/settings_controller'),
  Fields: () => import('#controllers/api/admin/fields_controller'),
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
    router.get('sellers/:id', [sellers.Sellers, 'show'])

    router.get('categories', [catalogue.Categories, 'index'])

    router
      .group(() => {
        router.post('application', [seller.Applications, 'store'])
        router.get('application', [seller.Applications, 'show'])
        router.get('profile', [seller.Profiles, 'show'])
        router.patch('profile', [seller.Profiles, 'update'])
        router.post('auctions', [seller.Auctions, 'store'])
        router.post('auctions/:id/cancellation', [seller.Cancellations, 'store'])
        router.post('auctions/:id/blocks', [seller.Blocks, 'store'])
        router.delete('auctions/:id/blocks/:alias', [seller.Blocks, 'destroy'])
        router.get('blocks', [seller.Blocks, 'index'])
      })
      .prefix('seller')
      .as('seller')

    router
      .group(() => {
        router.get('auctions/:id/bids', [admin.Bids, 'index'])
        router.post('auctions/:id/bid-voids', [admin.BidVoids, 'store'])
        router.post('auctions/:id/cancellation', [admin.Cancellations, 'store'])
        router.post('auctions/:id/extension', [admin.Extensions, 'store'])
        router.get('seller-applications', [admin.SellerApplications, 'index'])
        router.post('seller-applications/:id/decision', [admin.ApplicationDecisions, 'store'])
        router.get('sellers/:id', [admin.Sellers, 'show'])
        router.get('consignors', [admin.Consignors, 'index'])
        router.post('consignors', [admin.Consignors, 'store'])
        router.get('consignors/:id', [admin.Consignors, 'show'])
        router.patch('consignors/:id', [admin.Consignors, 'update'])
        router.get('moderation-cases', [admin.ModerationCases, 'index'])
        router.post('moderation-cases/:id/decision', [admin.CaseDecisions, 'store'])
        router.get('settings', [admin.Settings, 'index'])
        router.put('settings/:key', [admin.Settings, 'update'])
        router.post('users/:id/suspension', [admin.Suspensions, 'store'])
        router.delete('users/:id/suspension', [admin.Suspensions, 'destroy'])
        router.get('categories', [admin.Categories, 'index'])
        router.post('categories', [admin.Categories, 'store'])
        router.patch('categories/:id', [admin.Categories, 'update'])
        router.delete('categories/:id', [admin.Categories, 'destroy'])
        router.put('categories/:id/parent', [admin.CategoryParents, 'update'])
        router.put('categories/:id/archive', [admin.CategoryArchives, 'update'])
        router.delete('categories/:id/archive', [admin.CategoryArchives, 'destroy'])
        router.post('categories/:id/fields', [admin.Fields, 'store'])
        router.patch('fields/:id', [admin.Fields, 'update'])
        router.delete('fields/:id', [admin.Fields, 'destroy'])
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
