import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join(';')

/** The headers of a page that has no session: the site's own pages, and the panel's errors. */
export default class PageHeadersMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    setPageHeaders(ctx)
    return next()
  }
}

export function setPageHeaders({ response }: HttpContext) {
  // On the raw response, where shield puts the panel's own policy in its place.
  response.response.setHeader('content-security-policy', POLICY)
  response.header('x-content-type-options', 'nosniff')
  response.header('x-frame-options', 'DENY')
  response.header('referrer-policy', 'same-origin')
}
