import type { ApiRequest } from '@japa/api-client'
import { test } from '@japa/runner'
import { API_PREFIX, OPERATIONS, type Operation } from '#openapi/operations'
import { cast, type Person } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'

const QUERIES = [
  'limit[]=1&after[]=1&cursor[]=1&q[]=a&sort[]=price&status[]=live&seller[]=x',
  'limit=1&limit=2&after=1&after=2&q=a&q=b&cursor=1&cursor=2',
  'limit[a]=1&cursor[a]=1&q[a]=b&after[a]=1',
  'limit=0x10&after=NaN&cursor=%00&q=%00&seller=%00',
  'after=Infinity&limit=1e2&q=%E0%A4%A&cursor=%ff',
  '__proto__[x]=1&constructor=1&q=%22%20%26%20|%20!%20(%20%3C-%3E%20\\%20*',
]
const BODIES = [
  ...['null', '1', '"x"', '[]', '{', '['.repeat(5000), '['.repeat(5000) + ']'.repeat(5000)],
  ...['{"__proto__":{"a":1}}', '{"email":{"$gt":""},"password":{"a":1},"displayName":[[]]}'],
  ...['{"maximum":1e999}', '{"maximum":-0}', '\ufeff{"maximum":2000}', '{"reason":{"a":1}}'],
  '{"softClose":[],"increments":{},"startPrice":{},"endsAt":[],"title":{"a":1},"currency":[]}',
]
const HEADERS: Record<string, string>[] = [
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'nonsense' },
  { 'content-type': 'application/json; charset=utf-7' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'text/plain' },
  { authorization: 'Basic x' },
  { authorization: 'Bearer ' },
  { 'idempotency-key': '\t' },
]

test.group('An odd request', (group) => {
  group.each.setup(resetHouse)

  for (const operation of OPERATIONS) {
    if (operation.success.isStream) continue
    test(`never makes the house fail: ${operation.method} ${operation.path}`, async ({
      client,
      assert,
    }) => {
      const people = await cast()
      const lot = await openAuction(people.alice)
      const id = operation.path.includes('/users/') ? people.carol.id : lot
      const url = `${API_PREFIX}${operation.path.replace(':id', id)}`
      const sender = senderOf(operation, people)
      const send = async (what: string, query: string, prepare: (request: ApiRequest) => void) => {
        const request = client.request(`${url}${query}`, operation.method).as(sender)
        prepare(request)
        const answer = await request
        assert.isBelow(answer.status(), 500, `${what}: ${answer.text()}`)
      }
      for (const query of QUERIES) await send(query, `?${query}`, () => {})
      if (operation.method === 'GET') return
      for (const body of BODIES) {
        await send(body, '', (request) => request.type('application/json').unsafeJson(body))
      }
      for (const headers of HEADERS) {
        const what = JSON.stringify(headers)
        await send(what, '', (request) =>
          request.type('application/json').unsafeJson('{"maximum":1}').headers(headers)
        )
      }
    })
  }
})

function senderOf({ access }: Operation, people: Record<'alice' | 'bob' | 'mira', Person>): Person {
  if (access === 'auctions.open' || access === 'auctions.cancelOwn') return people.alice
  return access === 'auctions.moderate' || access === 'users.suspend' ? people.mira : people.bob
}
