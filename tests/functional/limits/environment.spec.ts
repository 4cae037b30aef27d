import { test } from '@japa/runner'
import { cast, PASSWORD } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { WebProcess } from '#tests/helpers/house_process'

const LIMITS = {
  LIMIT_REGISTER_PER_MINUTE: '2',
  LIMIT_LOGIN_PER_MINUTE: '0',
  LIMIT_BIDS_PER_MINUTE: '3',
}

/** In a web process that was started with them. */
test.group('Limits that the environment sets', (group) => {
  let web: WebProcess

  group.setup(async () => {
    web = await WebProcess.start({ databaseUrl: process.env.DATABASE_URL ?? '', env: LIMITS })
    return async () => void (await web.stop())
  })
  group.each.setup(resetHouse)

  test('refuse from the next request on, and say when to come back', async ({ client, assert }) => {
    const url = `${web.url}/api/v1/auth/register`
    for (const remaining of ['1', '0']) {
      const answer = await client.post(url).json({})
      answer.assertProblem('validation_failed')
      answer.assertHeader('ratelimit-limit', '2')
      answer.assertHeader('ratelimit-remaining', remaining)
    }
    const refused = await client.post(url).json({})
    refused.assertProblem('too_many_requests')
    assert.isAtMost(Number(refused.header('retry-after')), 60)
  })

  test('count bids and buy-nows together, for each bidder', async ({ client }) => {
    const { alice, bob, carol } = await cast()
    const lot = await openAuction(alice, { buyNow: 9000 })
    const bid = () => client.post(`${web.url}/api/v1/auctions/${lot}/bids`)
    const buy = () => client.post(`${web.url}/api/v1/auctions/${lot}/buy-now`)
    await bid().as(bob).json({ maximum: 1 })
    await bid().as(bob).json({ maximum: 1 })
    const last = await bid().as(bob).json({ maximum: 2000 })
    last.assertStatus(201)
    last.assertHeader('ratelimit-remaining', '0')
    for (const request of [buy(), bid().json({ maximum: 3000 })]) {
      const refused = await request.as(bob)
      refused.assertProblem('too_many_requests')
    }
    const other = await bid().as(carol).json({ maximum: 3000 })
    other.assertStatus(201)
  })

  test('are lifted by 0', async ({ client }) => {
    const { bob } = await cast()
    const url = `${web.url}/api/v1/auth/tokens`
    for (let count = 0; count < 12; count++) {
      const guess = await client.post(url).json({ email: bob.email, password: 'a guess' })
      guess.assertProblem('invalid_credentials')
      guess.assertHeaderMissing('ratelimit-limit')
    }
    const right = await client.post(url).json({ email: bob.email, password: PASSWORD })
    right.assertStatus(201)
  })
})
