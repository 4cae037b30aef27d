/** Whom a case is about: the user it decides on, the auction's seller, whether they bid on it. */
export type Case = { subjectId?: string; sellerId?: string; standingBidderIds?: readonly string[] }

/**
 * Staff never decide a case of their own: not on themselves, and not on an auction in which they
 * sell or have a standing bid. `actorId` null is the house itself, which has no interest.
 */
export function isOwnCase(actorId: string | null, about: Case): boolean {
  if (actorId === null) return false
  const { subjectId, sellerId, standingBidderIds = [] } = about
  return subjectId === actorId || sellerId === actorId || standingBidderIds.includes(actorId)
}
