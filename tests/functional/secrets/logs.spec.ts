import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PASSWORD } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { WebProcess } from '#tests/helpers/house_process'
import { everybodysSecrets, publicsSecrets, secretAuction } from '#tests/helpers/secret_auction'
import { until } from '#tests/helpers/until'

const BROKEN = 'ALTER TABLE auction_states ADD CONSTRAINT broken CHECK (false) NOT VALID'
const MENDED = 'ALTER TABLE auction_states DROP CONSTRAINT broken'

/** A web process that says all it can, since that of the tests keeps quiet. */
test.group('The log', (group) => {
  group.each.setup(resetHouse)

  test('holds no secret, also where the database refuses a row', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { lot, people } = await secretAuction(client)
    const databaseUrl = process.env.DATABASE_URL ?? ''
    const web = await WebProcess.start({ databaseUrl, env: { LOG_LEVEL: 'trace' } })
    cleanup(async () => void (await web.stop()))
    const { bob, carol, mira } = people
    const v1 = `${web.url}/api/v1`
    const signIn = await client
      .post(`${v1}/auth/tokens`)
      .json({ email: bob.email, password: PASSWORD })
    signIn.assertStatus(201)
    await client.post(`${v1}/auth/tokens`).json({ email: bob.email, password: 'his old password' })
    await client.post(`${v1}/auctions/${lot}/bids`).as(carol).json({ maximum: 3_030_303 })
    await db.rawQuery(BROKEN)
    cleanup(() => db.rawQuery(MENDED))
    await client.post(`${v1}/auctions/${lot}/bids`).as(bob).json({ maximum: 7_777_737 })
    const reason = 'A test of secrets'
    const voids = client.post(`${v1}/admin/auctions/${lot}/bid-voids`).as(mira)
    const failed = await voids.json({ bidderId: carol.id, reason })
    failed.assertProblem('internal_error')
    await until(() => web.output.includes('a request failed'), 'the log of it')
    const secrets = [
      ...(await everybodysSecrets(people)),
      ...publicsSecrets(people, null).filter(({ what }) => what === 'an address'),
      { what: 'a password', text: PASSWORD },
      { what: 'a wrong password', text: 'his old password' },
      { what: 'a new token', text: signIn.body().data.token.split('.')[1] },
      { what: 'a new maximum', text: '7777737' },
    ]
    for (const { what, text } of secrets) {
      assert.isFalse(web.output.includes(text), `the log tells ${what}: ${web.output}`)
    }
  })
})
