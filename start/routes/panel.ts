import router from '@adonisjs/core/services/router'
import { abilityOf } from '#middleware/staff_middleware'
import { middleware } from '#start/kernel'

/** The panel, server-rendered. docs/panel.md has its conventions. */

const panel = {
  Sessions: () => import('#controllers/panel/sessions_controller'),
  Auctions: () => import('#controllers/panel/auctions_controller'),
  BidVoids: () => import('#controllers/panel/bid_voids_controller'),
  Extensions: () => import('#controllers/panel/extensions_controller'),
  Cancellations: () => import('#controllers/panel/cancellations_controller'),
  Users: () => import('#controllers/panel/users_controller'),
  Suspensions: () => import('#controllers/panel/suspensions_controller'),
  Reinstatements: () => import('#controllers/panel/reinstatements_controller'),
  AuditLog: () => import('#controllers/panel/audit_log_controller'),
}

const withSession = [
  middleware.pageHeaders(),
  middleware.session(),
  middleware.body(),
  middleware.shield(),
  middleware.initializeAuth(),
]

router
  .group(() => {
    router.get('login', [panel.Sessions, 'create'])
    router.post('login', [panel.Sessions, 'store'])
  })
  .prefix('admin')
  .as('panel')
  .use(withSession)

const staffOnly = router
  .group(() => {
    router.post('logout', [panel.Sessions, 'destroy'])

    router.get('auctions', [panel.Auctions, 'index'])
    router.get('auctions/:id', [panel.Auctions, 'show'])
    router.get('auctions/:id/bid-voids/create', [panel.BidVoids, 'create'])
    router.post('auctions/:id/bid-voids', [panel.BidVoids, 'store'])
    router.get('auctions/:id/extension/create', [panel.Extensions, 'create'])
    router.post('auctions/:id/extension', [panel.Extensions, 'store'])
    router.get('auctions/:id/cancellation/create', [panel.Cancellations, 'create'])
    router.post('auctions/:id/cancellation', [panel.Cancellations, 'store'])

    router.get('users/:id', [panel.Users, 'show'])
    router.get('users/:id/suspension/create', [panel.Suspensions, 'create'])
    router.post('users/:id/suspension', [panel.Suspensions, 'store'])
    router.get('users/:id/reinstatement/create', [panel.Reinstatements, 'create'])
    router.post('users/:id/reinstatement', [panel.Reinstatements, 'store'])

    router.get('audit-log', [panel.AuditLog, 'index'])
  })
  .prefix('admin')
  .as('panel')
  .where('id', router.matchers.uuid())
  .use([...withSession, middleware.staff()])

router.get('admin', ({ response }) => response.redirect().toPath('/admin/auctions?status=live'))

/** A controller that declares no ability has no authorisation: it does not boot. */
for (const route of staffOnly.routes) {
  if (!('toJSON' in route)) throw new Error('The panel has plain routes only')
  await abilityOf(route.toJSON().handler)
}
