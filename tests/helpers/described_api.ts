import { ApiClient, ApiRequest, ApiResponse } from '@japa/api-client'
import type { PluginFn } from '@japa/runner/types'
import { PROBLEMS, type Problem, type ProblemCode } from '#exceptions/problems'
import type { Person } from '#tests/helpers/cast'
import { checkAnswer } from '#tests/helpers/contract'

/**
 * Japa plugin: every answer that the client gets from the API is held against the OpenAPI
 * document, and a test fails where one is not described there. Adds `client.bid(person, id, maximum)`,
 * `request.as(person)` and `response.assertProblem(code)`.
 */
export function describedApi(): PluginFn {
  return () => {
    ApiClient.teardown((response) => {
      checkAnswer({
        method: response.request.config.method,
        url: response.request.request.url,
        status: response.status(),
        contentType: response.header('content-type'),
        body: response.text() ?? '',
      })
    })
    ApiClient.macro('bid', function (this: ApiClient, person: Person, auctionId, maximum) {
      return this.post(`/api/v1/auctions/${auctionId}/bids`).as(person).json({ maximum })
    })
    ApiRequest.macro('as', function (this: ApiRequest, person: Person) {
      return this.bearerToken(person.token)
    })
    ApiResponse.macro('assertProblem', function (this: ApiResponse, code, more) {
      this.assertStatus(PROBLEMS[code][0])
      this.assertBodyContains({ code, ...more })
    })
  }
}

declare module '@japa/api-client' {
  interface ApiClient {
    /** Places a bid for this person. */
    bid(person: Person, auctionId: string, maximum: unknown): ApiRequest
  }
  interface ApiRequest {
    /** Sends this person's token. */
    as(person: Person): this
  }
  interface ApiResponse {
    /** It is the problem with this code, which the answer's status goes with. */
    assertProblem(code: ProblemCode, more?: Partial<Problem>): void
  }
}
