import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { Role } from '#domain/abilities'
import User from '#models/user'

/** Somebody with an account, signed in. */
export type Person = { id: string; email: string; displayName: string; token: string }

/** Everybody's. */
export const PASSWORD = 'correct horse battery'

let passwordHash: Promise<string> | undefined

/** Alice sells, Bob and Carol bid, Mira moderates, Ada administers. */
export async function cast() {
  const [alice, bob, carol, mira, ada] = await Promise.all([
    person('Alice', ['seller']),
    person('Bob'),
    person('Carol'),
    person('Mira', ['moderator']),
    person('Ada', ['admin']),
  ])
  return { alice, bob, carol, mira, ada }
}

/** Makes an account and signs it in. A seller is trusted without review. */
export async function person(displayName: string, roles: Role[] = ['buyer']): Promise<Person> {
  passwordHash ??= hash.make(PASSWORD)
  const email = `${displayName.toLowerCase()}@example.com`
  await db.table('users').insert({
    email,
    roles,
    password: await passwordHash,
    display_name: displayName,
  })
  const somebody = await signIn(email)
  if (roles.includes('seller')) await trustSeller(somebody)
  return somebody
}

async function trustSeller({ id, displayName }: Person) {
  const profile = { user_id: id, public_name: displayName, skips_review: true }
  await db.table('seller_profiles').insert(profile)
}

/** Signs an account in once more, with a token of its own. */
export async function signIn(email: string): Promise<Person> {
  const user = await User.findByOrFail('email', email)
  const token = await User.accessTokens.create(user)
  return { id: user.id, email, displayName: user.displayName, token: token.value!.release() }
}
