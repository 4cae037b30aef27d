import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

/**
 * No middleware runs for every request: the API and the panels each take what they need, so that
 * the bid route pays for nothing it does not use.
 */
server.errorHandler(() => import('#exceptions/handler'))

export const middleware = router.named({
  body: () => import('@adonisjs/core/bodyparser_middleware'),
  access: () => import('#middleware/access_middleware'),
  static: () => import('@adonisjs/static/static_middleware'),
  session: () => import('@adonisjs/session/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  initializeAuth: () => import('@adonisjs/auth/initialize_auth_middleware'),
  staff: () => import('#middleware/staff_middleware'),
  pageHeaders: () => import('#middleware/page_headers_middleware'),
})
