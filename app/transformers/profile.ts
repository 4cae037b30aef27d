import type User from '#models/user'

/** An account as its owner sees it. */
export function profileOf(user: User) {
  return {
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    roles: user.roles,
    suspended: user.isSuspended,
    createdAt: user.createdAt.toJSDate().toISOString(),
  }
}
