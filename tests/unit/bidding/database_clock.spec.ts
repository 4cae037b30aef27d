import { test } from '@japa/runner'
import { DatabaseClock } from '#bidding/database_clock'
import type { PgPool } from '#database/pg_pool'

/** A database whose clock can be set. */
function clockwork() {
  const database = { errorMs: 0, samples: 0, now: () => performance.now() + database.errorMs }
  const client = {
    query: () => Promise.resolve({ rows: [{ now: (database.samples++, database.now()) }] }),
    release: () => {},
  }
  const pool = { connect: () => Promise.resolve(client) }
  return { database, clock: new DatabaseClock(pool as unknown as PgPool) }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test.group('The estimate of the database’s clock', () => {
  for (const stepMs of [10_000, -10_000]) {
    test(`follows a step of ${stepMs} ms as soon as an answer shows it`, async ({ assert }) => {
      const { database, clock } = clockwork()
      await clock.now()
      database.errorMs += stepMs
      clock.observe(database.now())
      await settle()
      assert.closeTo(clock.estimate(), database.now(), 100)
      assert.equal(database.samples, 2)
    })
  }

  test('is not taken again for an answer that was on its way for a while', async ({ assert }) => {
    const { database, clock } = clockwork()
    await clock.now()
    clock.observe(database.now() - 500)
    clock.observe(database.now())
    await settle()
    assert.equal(database.samples, 1)
  })
})
