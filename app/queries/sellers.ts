import db from '@adonisjs/lucid/services/db'

/** A seller as everybody sees them. */
export type PublicSeller = {
  id: string
  name: string
  since: string
  lotsSold: number
  about: string
}

/** As they see themselves. */
export type SellerProfile = PublicSeller & {
  legalName: string | null
  address: string | null
  country: string | null
  skipsReview: boolean
}

export type StaffSeller = SellerProfile & { email: string; suspended: boolean }

type Row = {
  user_id: string
  public_name: string
  about: string
  legal_name: string | null
  address: string | null
  country: string | null
  skips_review: boolean
  seller_since: Date
  email: string
  is_suspended: boolean
  lots_sold: string
}

/** The three views of a seller; null for a user who is none. */
export async function showSeller(
  userId: string
): Promise<{ publicly: PublicSeller; own: SellerProfile; forStaff: StaffSeller } | null> {
  const answer = await db.rawQuery<{ rows: Row[] }>(
    `SELECT p.*, u.email, u.suspended_at IS NOT NULL AS is_suspended, (
       SELECT count(*) FROM auctions a JOIN auction_states s ON s.auction_id = a.id
       WHERE a.seller_id = p.user_id AND s.status = 'sold') AS lots_sold
     FROM seller_profiles p JOIN users u ON u.id = p.user_id WHERE p.user_id = ?`,
    [userId]
  )
  const [row] = answer.rows
  if (!row) return null
  const publicly = {
    id: row.user_id,
    name: row.public_name,
    since: row.seller_since.toISOString(),
    lotsSold: Number(row.lots_sold),
    about: row.about,
  }
  const own = {
    ...publicly,
    legalName: row.legal_name,
    address: row.address,
    country: row.country,
    skipsReview: row.skips_review,
  }
  return { publicly, own, forStaff: { ...own, email: row.email, suspended: row.is_suspended } }
}

/** Whether staff trust this seller with auctions that nobody reviews. */
export async function isTrustedSeller(userId: string): Promise<boolean> {
  const row = await db
    .from('seller_profiles')
    .where('user_id', userId)
    .select('skips_review')
    .first()
  return row?.skips_review ?? false
}
