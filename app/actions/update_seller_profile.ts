import db from '@adonisjs/lucid/services/db'

export type ProfileChange = {
  name?: string
  about?: string
  legalName?: string
  address?: string
  country?: string
}

/** A seller changes what others read of them, or their private details. False for no seller. */
export class UpdateSellerProfile {
  async execute(userId: string, change: ProfileChange): Promise<boolean> {
    const { name, about, legalName, address, country } = change
    const columns = { public_name: name, about, legal_name: legalName, address, country }
    const given = Object.entries(columns).filter(([, value]) => value !== undefined)
    const changed = await db
      .from('seller_profiles')
      .where('user_id', userId)
      .update({ ...Object.fromEntries(given), updated_at: db.raw('clock_timestamp()') })
    return Number(changed) === 1
  }
}
