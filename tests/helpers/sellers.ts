import type { ApiClient } from '@japa/api-client'
import type { Person } from '#tests/helpers/cast'

export const DETAILS = {
  legalName: 'Robert Miller',
  address: 'High Street 1\n1234 Town',
  country: 'AT',
  note: 'Clocks, mostly',
}

/** This person asks to become a seller. */
export function apply(client: ApiClient, person: Person, details: Record<string, unknown> = {}) {
  return client
    .post('/api/v1/seller/application')
    .as(person)
    .json({ ...DETAILS, ...details })
}

/** Asks, and gives the id of the application. */
export async function applied(client: ApiClient, person: Person): Promise<string> {
  const answer = await apply(client, person)
  answer.assertStatus(201)
  return answer.body().data.id
}

/** A member of staff decides on an application. */
export function decide(
  client: ApiClient,
  staff: Person,
  applicationId: string,
  decision: Record<string, unknown> = {}
) {
  return client
    .post(`/api/v1/admin/seller-applications/${applicationId}/decision`)
    .as(staff)
    .json({ decision: 'accept', reason: 'Known to the house', ...decision })
}

/** A member of staff suspends an account. */
export async function suspend(client: ApiClient, staff: Person, { id }: Person) {
  const answer = await client
    .post(`/api/v1/admin/users/${id}/suspension`)
    .as(staff)
    .json({ reason: 'Sells fakes' })
  answer.assertStatus(201)
}
