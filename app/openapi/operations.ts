import type { Operation } from '#openapi/operation'
import { AUCTIONS_OPERATIONS } from '#openapi/operations/auctions'
import { AUTH_OPERATIONS } from '#openapi/operations/auth'
import { CATEGORIES_OPERATIONS } from '#openapi/operations/categories'
import { CONSIGNORS_OPERATIONS } from '#openapi/operations/consignors'
import { MODERATION_OPERATIONS } from '#openapi/operations/moderation'
import { SELLER_OPERATIONS } from '#openapi/operations/seller'
import { SELLERS_OPERATIONS } from '#openapi/operations/sellers'
import { SETTINGS_OPERATIONS } from '#openapi/operations/settings'

export type { Operation } from '#openapi/operation'

/** Where the API lives. */
export const API_PREFIX = '/api/v1'

/** Every operation of the API: routes, access, OpenAPI document and tests read this one table. */
export const OPERATIONS: readonly Operation[] = [
  ...AUTH_OPERATIONS,
  ...AUCTIONS_OPERATIONS,
  ...CATEGORIES_OPERATIONS,
  ...SELLER_OPERATIONS,
  ...MODERATION_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...SELLERS_OPERATIONS,
  ...CONSIGNORS_OPERATIONS,
]

const BY_ROUTE = new Map(
  OPERATIONS.map((operation) => [`${operation.method} ${API_PREFIX}${operation.path}`, operation])
)

/** The operation of a route. Throws where a route is not described. */
export function operationOf(method: string, pattern: string): Operation {
  const operation = BY_ROUTE.get(`${method === 'HEAD' ? 'GET' : method} ${pattern}`)
  if (!operation) throw new Error(`${method} ${pattern} is not in app/openapi/operations.ts`)
  return operation
}
