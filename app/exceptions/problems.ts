/**
 * Every way in which the API says no: its stable `code`, the HTTP status, and a sentence that a
 * person understands. RFC 9457; the OpenAPI document reads this table too.
 */
export const PROBLEMS = {
  // Requests
  validation_failed: [422, 'Some fields are not as they should be'],
  malformed_body: [400, 'The body is not valid JSON'],
  body_too_large: [413, 'The body is larger than this route takes'],
  invalid_cursor: [422, 'The cursor does not belong to this list'],
  idempotency_key_invalid: [422, 'An Idempotency-Key has 1 to 255 visible characters'],
  if_match_required: [428, 'Say in If-Match which version you have read'],
  stale: [412, 'It was changed meanwhile: read it again'],
  not_found: [404, 'There is nothing at this address'],
  too_many_requests: [429, 'Too many requests: wait a little and try again'],

  // Who you are
  unauthenticated: [401, 'Sign in first: this token is missing, unknown or expired'],
  invalid_credentials: [401, 'The e-mail address or the password is wrong'],
  forbidden: [403, 'Your account has no role that may do this'],
  account_suspended: [403, 'Your account is suspended'],
  email_taken: [422, 'An account with this e-mail address already exists'],

  // The house
  setting_not_found: [404, 'There is no such setting'],
  currency_unknown: [422, 'The house does not take this currency'],

  // Sellers
  already_seller: [409, 'This account sells already'],
  already_applied: [409, 'An application of yours waits for its decision'],
  application_not_found: [404, 'There is no such application'],
  already_decided: [409, 'This was decided already'],
  seller_not_found: [404, 'There is no such seller'],
  bidder_not_found: [404, 'Nobody bids under this alias in this auction'],
  already_blocked: [409, 'You have blocked this bidder already'],
  not_blocked: [409, 'You have not blocked this bidder'],
  consignor_not_found: [404, 'There is no such consignor'],
  review_required: [403, 'The house reviews what you sell: submit a listing'],

  // Bids
  auction_not_found: [404, 'There is no such auction'],
  auction_not_started: [409, 'The auction has not started yet'],
  auction_paused: [409, 'The auction is paused: bids are taken again when it resumes'],
  auction_ended: [409, 'The auction has ended'],
  own_auction: [403, 'Sellers do not bid on their own auctions'],
  bidder_blocked: [403, 'You may not bid on this auction'],
  amount_invalid: [422, 'An amount is a whole number of minor units, above 0 and at most 10^12'],
  not_above_own_maximum: [422, 'You lead already: a new maximum must be above your own'],
  below_minimum: [422, 'The bid is below the minimum'],
  buy_now_unavailable: [422, 'This auction cannot be bought at once'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used for another bid'],
  outcome_unknown: [
    503,
    'The connection to the books was lost: send the same request with the same Idempotency-Key to learn what became of it',
  ],
  busy: [503, 'Too many bids wait at this moment: try again'],
  database_unavailable: [503, 'The house cannot reach its books at this moment: try again'],

  // Deeds
  has_bids: [409, 'The auction has bids'],
  bid_not_found: [404, 'There is no such standing bid on this auction'],
  auction_not_ended: [409, 'The auction has not ended yet'],
  not_later: [422, 'The new end must be later than the present one'],
  already_paused: [409, 'It is paused already'],
  not_paused: [409, 'It is not paused'],
  case_not_found: [404, 'There is no such case'],
  user_not_found: [404, 'There is no such user'],
  already_suspended: [409, 'This account is suspended already'],
  not_suspended: [409, 'This account is not suspended'],
  conflict_of_interest: [403, 'Staff never decide a case of their own'],
  wrong_password: [422, 'The present password is wrong'],

  // The catalogue
  category_not_found: [404, 'There is no such category'],
  parent_not_found: [422, 'There is no such category to put it under'],
  field_not_found: [404, 'There is no such field'],
  slug_taken: [422, 'Another category has this slug'],
  field_key_taken: [422, 'A category would have two fields of the same key'],
  category_cycle: [422, 'A category cannot be put under itself'],
  category_too_deep: [422, 'The tree has at most six levels'],
  category_in_use: [409, 'The category is in use: archive it instead'],

  internal_error: [500, 'Something went wrong in the house'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof PROBLEMS

/** An `application/problem+json` body. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  minimum?: number
  errors?: { field: string; message: string; rule: string }[]
}

export function problemOf(
  code: ProblemCode,
  more: { detail?: string; minimum?: number; errors?: Problem['errors'] } = {}
): Problem {
  const [status, title] = PROBLEMS[code]
  const { detail = title, minimum, errors } = more
  return {
    type: `urn:gavel:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...(minimum !== undefined && { minimum }),
    ...(errors && { errors }),
  }
}

export function isProblemCode(code: string): code is ProblemCode {
  return code in PROBLEMS
}
