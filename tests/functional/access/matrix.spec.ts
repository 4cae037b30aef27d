import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import { isAllowed, type Role } from '#domain/abilities'
import { API_PREFIX, OPERATIONS, type Operation } from '#openapi/operations'
import { cast, type Person } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'

const NOWHERE = '01a209c1-5841-70cb-a767-e083908ab2a6'
type Refusal = 'unauthenticated' | 'forbidden' | null

/** Every operation for everybody: refused exactly where the tables say so. */
test.group('Access', (group) => {
  group.each.setup(resetHouse)

  for (const operation of OPERATIONS) {
    test(`to ${operation.method} ${operation.path}: ${operation.access}`, async ({
      client,
      assert,
    }) => {
      const { alice, bob, mira, ada } = await cast()
      const people: [string, Role[], Person | null][] = [
        ['visitor', [], null],
        ['buyer', ['buyer'], bob],
        ['seller', ['seller'], alice],
        ['moderator', ['moderator'], mira],
        ['admin', ['admin'], ada],
      ]
      for (const [name, roles, person] of people) {
        const expected = expectedRefusal(operation, person, roles)
        assert.equal(await refusal(client, operation, person), expected, name)
      }
    })
  }

  test('with a token that is not good: only where one needs none', async ({ client, assert }) => {
    for (const operation of OPERATIONS) {
      const stranger = { token: 'oat_MQ.bm90aGluZw' } as Person
      const isOpen = operation.access === 'public' && operation.method !== 'GET'
      const expected = isOpen ? null : 'unauthenticated'
      assert.equal(await refusal(client, operation, stranger), expected, operation.id)
    }
  })
})

function expectedRefusal({ access }: Operation, person: Person | null, roles: Role[]): Refusal {
  if (access === 'public') return null
  if (!person) return 'unauthenticated'
  return access === 'account' || isAllowed(roles, access) ? null : 'forbidden'
}

/** How the door answers to an empty request about something that is not there. */
async function refusal(
  client: ApiClient,
  { method, path }: Operation,
  person: Person | null
): Promise<Refusal> {
  const request = client.request(`${API_PREFIX}${path.replace(':id', NOWHERE)}`, method)
  if (['POST', 'PUT', 'PATCH'].includes(method)) request.json({})
  const answer = await (person ? request.as(person) : request)
  const { code } = answer.body() ?? {}
  return code === 'unauthenticated' || code === 'forbidden' ? code : null
}
