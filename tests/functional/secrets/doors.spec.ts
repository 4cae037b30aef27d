import type { Assert } from '@japa/assert'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import { API_PREFIX, OPERATIONS } from '#openapi/operations'
import type { Person } from '#tests/helpers/cast'
import { resetHouse, rewind, sweep } from '#tests/helpers/house'
import { LiveReader } from '#tests/helpers/live_reader'
import {
  everybodysSecrets,
  publicsSecrets,
  secretAuction,
  type Secret,
} from '#tests/helpers/secret_auction'
import { TransmitReader } from '#tests/helpers/transmit_reader'
import { until } from '#tests/helpers/until'

/** These do what they are for, whatever the body. */
const DEEDS = ['buyNow', 'revokeToken']
const MINUTE_MS = 60_000
type Said = { door: string; text: string }

test.group('No secret comes out', (group) => {
  group.each.setup(resetHouse)

  for (const who of ['visitor', 'carol', 'alice', 'mira', 'ada'] as const) {
    test(`by any door of the API: ${who}`, async ({ client, assert }) => {
      const { lot, people } = await secretAuction(client)
      await new RefreshBrowsing().execute()
      const viewer = who === 'visitor' ? null : people[who]
      const secrets = await everybodysSecrets(people)
      const isStaff = who === 'mira' || who === 'ada'
      if (!isStaff) secrets.push(...publicsSecrets(people, viewer))
      assertNone(assert, await walk(client, lot, viewer), secrets)
      await rewind(lot, 60 * MINUTE_MS)
      await sweep()
      assertNone(assert, await walk(client, lot, viewer), secrets)
    })
  }

  test('by the answers to what staff do', async ({ client, assert }) => {
    const { lot, people } = await secretAuction(client)
    const secrets = await everybodysSecrets(people)
    const { carol, mira } = people
    const reason = 'A test of secrets'
    const deeds: [string, object][] = [
      [`auctions/${lot}/bid-voids`, { bidderId: carol.id, reason }],
      [`auctions/${lot}/extension`, { endsAt: '2026-01-01T00:00:00Z', reason }],
      [`users/${carol.id}/suspension`, { reason }],
      [`auctions/${lot}/cancellation`, { reason }],
    ]
    for (const [path, body] of deeds) {
      const answer = await client.post(`/api/v1/admin/${path}`).as(mira).json(body)
      assertNone(assert, [{ door: path, text: answer.text() ?? '' }], secrets)
    }
  })

  test('by the streams: EventSource and Transmit', async ({ client, assert, cleanup }) => {
    const { lot, people } = await secretAuction(client)
    const secrets = [...(await everybodysSecrets(people)), ...publicsSecrets(people, null)]
    const staff = { authorization: `Bearer ${people.mira.token}` }
    const streams = [
      await LiveReader.open(lot),
      await LiveReader.open(lot, { headers: { 'last-event-id': '0' } }),
      await LiveReader.open(lot, { headers: staff }),
    ]
    const transmit = await TransmitReader.open()
    cleanup(() => [...streams, transmit].forEach((reader) => reader.close()))
    await transmit.subscribe(`auctions/${lot}`)
    await client.bid(people.carol, lot, 3000)
    await rewind(lot, 60 * MINUTE_MS)
    await sweep()
    await Promise.all(streams.map((stream) => stream.untilEnded()))
    await until(() => transmit.text.includes('reserve_not_met'), 'the outcome')
    const said = [...streams, transmit].map(({ text }) => ({ door: 'stream', text }))
    assertNone(assert, said, secrets)
  })
})

/** Knocks at every door, with an empty body where it takes one. */
async function walk(client: ApiClient, lot: string, viewer: Person | null): Promise<Said[]> {
  const said: Said[] = []
  for (const { id, method, path, success } of OPERATIONS) {
    if (success.isStream || DEEDS.includes(id)) continue
    const request = client.request(`${API_PREFIX}${path.replace(':id', lot)}`, method)
    if (method === 'POST' || method === 'PUT') request.json(id === 'placeBid' ? { maximum: 1 } : {})
    const answer = await (viewer ? request.as(viewer) : request)
    said.push({ door: id, text: JSON.stringify(answer.headers()) + answer.text() })
  }
  for (const path of ['/api/v1/openapi.json', '/health/live', '/health/ready', '/docs', '/']) {
    const answer = await client.get(path)
    said.push({ door: path, text: answer.text() ?? '' })
  }
  return said
}

function assertNone(assert: Assert, said: Said[], secrets: Secret[]) {
  for (const { door, text } of said) {
    for (const secret of secrets) {
      assert.isFalse(text.includes(secret.text), `${door} tells ${secret.what}: ${text}`)
    }
  }
}
