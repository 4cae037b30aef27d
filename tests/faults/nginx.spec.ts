import { request } from 'node:http'
import { test } from '@japa/runner'
import { EventSource } from 'eventsource'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { assertSawAll, EventReader } from '#tests/helpers/event_reader'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { NginxServer } from '#tests/helpers/nginx_server'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { until } from '#tests/helpers/until'

const LOGINS_PER_MINUTE = 3

test.group('The house behind nginx', (group) => {
  group.tap((entry) => entry.tags(['@nginx']).timeout(60_000))

  let database: OwnDatabase
  let web: WebProcess
  let nginx: NginxServer
  let client: BidClient
  let seller: Member
  let bidders: Member[]

  const options = (trustProxy: boolean) => ({
    databaseUrl: database.url,
    env: {
      TRUST_PROXY: String(trustProxy),
      LIMIT_LOGIN_PER_MINUTE: String(LOGINS_PER_MINUTE),
    },
  })

  group.setup(async () => {
    database = await makeDatabase()
    web = await WebProcess.start(options(true))
    nginx = await NginxServer.start(`127.0.0.1:${web.port}`)
    client = new BidClient(nginx.url)
    ;[seller] = await crowd(database.pool, 1, 'seller')
    bidders = await crowd(database.pool, 10)
    return async () => {
      client.close()
      await web.kill()
      await nginx.stop()
      await assertBooks(database.pool)
      await database.drop()
    }
  })

  test('takes bids and shows each at once to those who watch', async ({ assert, cleanup }) => {
    const lot = await openLot(database.pool, seller.id)
    const readers = Array.from({ length: 20 }, () => new EventReader([nginx.url], lot))
    cleanup(() => readers.forEach((reader) => reader.stop()))
    await until(() => readers.every((reader) => reader.lastId === 0), 'the snapshots')
    for (let round = 1; round <= 5; round++) {
      const replies = await Promise.all(
        bidders.map((bidder, index) => client.bid(bidder, lot, 1000 * round + index))
      )
      for (const reply of replies) assert.include([201, 422], reply !== 'lost' && reply.status)
      const { publicSeq } = await recordOf(database.pool, lot)
      await until(() => readers.every((reader) => reader.lastId === publicSeq), 'the bids')
    }
    const { publicSeq } = await recordOf(database.pool, lot)
    for (const reader of readers) assertSawAll(reader, publicSeq)
    assert.isTrue(readers.every((reader) => reader.connects === 1))
  })

  test('brings a browser’s EventSource back once the house is', async ({ assert, cleanup }) => {
    const lot = await openLot(database.pool, seller.id)
    const seen: number[] = []
    const source = new EventSource(`${nginx.url}/api/v1/auctions/${lot}/live`)
    cleanup(() => source.close())
    source.addEventListener('update', (event) => seen.push(Number(event.lastEventId)))
    await until(() => source.readyState === source.OPEN, 'the stream')
    await client.bid(bidders[0], lot, 2000)
    await until(() => seen.includes(1), 'the first bid')

    await web.kill()
    await until(() => source.readyState === source.CONNECTING, 'the loss of the stream')
    const whileAway = await client.bid(bidders[1], lot, 3000)
    assert.deepInclude(whileAway, { status: 503, code: 'outcome_unknown', retryAfter: '1' })
    web = await WebProcess.start(options(true), web.port)
    const direct = new BidClient(web.url)
    assert.deepInclude(await direct.bid(bidders[1], lot, 3000), { status: 201 })
    direct.close()
    await until(() => seen.includes(2), 'the second bid')
    assert.deepEqual(seen, [1, 2])
  })

  test('counts by the address nginx saw, whatever the client says of it', async ({ assert }) => {
    const forged = () => signIn(nginx.port, { 'x-forwarded-for': `10.0.0.${Math.random()}` })
    await assertLimited(assert, forged)
    assert.equal(await signIn(nginx.port, {}, '127.0.0.2'), 401, 'another address')
  })

  test('honours X-Forwarded-For only where it was told to trust the proxy', async ({
    assert,
    cleanup,
  }) => {
    const untrusting = await WebProcess.start(options(false))
    cleanup(() => untrusting.kill())
    let last = 0
    const claiming = (port: number) => signIn(port, { 'x-forwarded-for': `10.1.0.${++last}` })
    for (let attempt = 0; attempt < 2 * LOGINS_PER_MINUTE; attempt++) {
      assert.equal(await claiming(web.port), 401)
    }
    await assertLimited(assert, () => claiming(untrusting.port))
  })

  test('keeps a flood and great bodies out, in the words of the API', async ({ assert }) => {
    const flood = await Promise.all(
      Array.from({ length: 400 }, () => fetch(`${nginx.url}/health/live`))
    )
    const refused = flood.find((response) => response.status === 429)
    const problem = (await refused?.json()) as { code: string } | undefined
    assert.equal(problem?.code, 'too_many_requests')
    assert.equal(refused?.headers.get('content-type'), 'application/problem+json')
    assert.equal(refused?.headers.get('retry-after'), '1')

    await until(async () => {
      const body = 'x'.repeat(2_000_000)
      const large = await fetch(`${nginx.url}/api/v1/auth/tokens`, { method: 'POST', body })
      if (large.status === 429) return false
      const { code } = (await large.json()) as { code: string }
      return large.status === 413 && code === 'body_too_large'
    }, 'the refusal of a great body')
  })

  /** Exactly as many attempts are judged as the limit allows. */
  const assertLimited = async (
    assert: { deepEqual(actual: unknown, expected: unknown): void },
    attempt: () => Promise<number>
  ) => {
    const statuses: number[] = []
    for (let count = 0; count < LOGINS_PER_MINUTE + 2; count++) statuses.push(await attempt())
    const judged = Array<number>(LOGINS_PER_MINUTE).fill(401)
    assert.deepEqual(statuses, [...judged, 429, 429])
  }
})

/** Tries to sign in, from a loopback address; answers the status. */
function signIn(
  port: number,
  headers: Record<string, string>,
  localAddress = '127.0.0.1'
): Promise<number> {
  const path = '/api/v1/auth/tokens'
  const sent = { ...headers, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const to = { host: '127.0.0.1', port, path, localAddress, method: 'POST', headers: sent }
    const attempt = request(to, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    attempt.on('error', reject)
    attempt.end(JSON.stringify({ email: 'nobody@example.com', password: 'correct horse' }))
  })
}
