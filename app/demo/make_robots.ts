import db from '@adonisjs/lucid/services/db'
import User from '#models/user'

/** Nobody signs in as a robot: this is no hash of any password. */
const NO_PASSWORD = 'none'

/** Robots' accounts, made where they are missing, each with a fresh token. */
export async function makeRobots(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    email: `robot-${index + 1}@demo.example`,
    display_name: `Robot ${index + 1}`,
    password: NO_PASSWORD,
  }))
  await db.knexQuery().from('users').insert(rows).onConflict('email').ignore()
  const robots = await User.query().whereIn(
    'email',
    rows.map((row) => row.email)
  )
  const tokens = robots.map(async (robot) => {
    const token = await User.accessTokens.create(robot, ['*'], { expiresIn: '2 hours' })
    return token.value?.release() ?? ''
  })
  return Promise.all(tokens)
}
