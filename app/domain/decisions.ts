/** What staff decide on, and what may have become of it. */

export const APPLICATION_STATUSES = ['open', 'accepted', 'declined'] as const
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number]

export const CASE_STATUSES = ['open', 'kept', 'cancelled'] as const
export type CaseStatus = (typeof CASE_STATUSES)[number]
