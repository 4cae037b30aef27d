/** The roles a user may have. */
export const ROLES = ['buyer', 'seller', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Which roles may do what. API, panel, OpenAPI document and tests read this one table. */
export const ABILITIES = {
  'bids.place': ['buyer', 'seller', 'moderator', 'admin'],
  'auctions.open': ['seller'],
  'auctions.cancelOwn': ['seller'],
  'auctions.moderate': ['moderator', 'admin'],
  'users.suspend': ['moderator', 'admin'],
  'sellers.apply': ['buyer', 'seller', 'moderator', 'admin'],
  'sellers.editOwn': ['seller'],
  'sellers.decide': ['moderator', 'admin'],
  'bidders.block': ['seller'],
  'consignors.manage': ['moderator', 'admin'],
  'settings.manage': ['admin'],
  'catalogue.edit': ['admin'],
  'panel.enter': ['moderator', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof ABILITIES

export function isAllowed(roles: readonly string[], ability: Ability): boolean {
  const allowed: readonly string[] = ABILITIES[ability]
  return roles.some((role) => allowed.includes(role))
}
