import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { cast, person, type Person } from '#tests/helpers/cast'
import { openAuction } from '#tests/helpers/house'

/** Numbers that come up nowhere by chance. */
const RESERVE = 8_181_817
const VOIDED = 5_151_517
const RAISED_FROM = 6_262_621
const LEADING = 7_373_731

/** What somebody must not find in anything they are sent. */
export type Secret = { what: string; text: string }

/**
 * An auction full of secrets: a reserve that is not met, a bid that was voided, a leader who has
 * raised their own maximum, and a bidder who was beaten.
 */
export async function secretAuction(client: ApiClient) {
  const people = { ...(await cast()), dora: await person('Dora') }
  const { alice, bob, carol, dora, mira } = people
  const lot = await openAuction(alice, { reserve: RESERVE, buyNow: 9_090_919 })
  const answers = [
    await client.bid(dora, lot, VOIDED),
    await client
      .post(`/api/v1/admin/auctions/${lot}/bid-voids`)
      .as(mira)
      .json({ bidderId: dora.id, reason: 'Shill bidding' }),
    await client.bid(bob, lot, RAISED_FROM),
    await client.bid(bob, lot, LEADING),
    await client.bid(carol, lot, 2000),
  ]
  for (const answer of answers) answer.assertStatus(201)
  return { lot, people }
}

/** Secret to everybody, staff and the seller too. */
export async function everybodysSecrets(people: Record<string, Person>): Promise<Secret[]> {
  const [{ alias_secret: aliasSecret }] = await db.from('auctions')
  const tokens = await db.from('auth_access_tokens')
  return [
    { what: 'the reserve', text: String(RESERVE) },
    { what: 'a voided maximum', text: String(VOIDED) },
    { what: 'a maximum that was raised', text: String(RAISED_FROM) },
    { what: "the leader's maximum", text: String(LEADING) },
    { what: 'a password hash', text: '$argon2' },
    { what: 'the alias secret', text: aliasSecret.toString('hex') },
    { what: 'the alias secret', text: aliasSecret.toString('base64').slice(0, 20) },
    { what: 'the alias secret', text: aliasSecret.toString('base64url').slice(0, 20) },
    ...tokens.map((token) => ({ what: 'a hash of a token', text: token.hash })),
    ...Object.values(people).map(({ token }) => ({ what: 'a token', text: token.split('.')[1] })),
  ]
}

/** Secret to the public besides: who the bidders are, and everybody's address but one's own. */
export function publicsSecrets(people: Record<string, Person>, viewer: Person | null): Secret[] {
  const { bob, carol, dora } = people
  const others = (list: Person[]) => list.filter((other) => other.id !== viewer?.id)
  return [
    ...others([bob, carol, dora]).map(({ id }) => ({ what: "a bidder's id", text: id })),
    ...others([bob, carol, dora]).map(({ displayName }) => ({
      what: "a bidder's name",
      text: `"${displayName}"`,
    })),
    ...others(Object.values(people)).map(({ email }) => ({ what: 'an address', text: email })),
  ]
}
