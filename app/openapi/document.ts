import { PROBLEMS, type ProblemCode } from '#exceptions/problems'
import { API_PREFIX, OPERATIONS, type Operation } from '#openapi/operations'
import { SCHEMAS } from '#openapi/schemas'

/** Makes the OpenAPI document from the operations, the validators and the problems. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of OPERATIONS) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gavel',
      version: '1',
      description:
        'Amounts are integers in minor units beside their currency, times are ISO 8601 in UTC. ' +
        'Errors are RFC 9457 problems with a stable `code`.',
    },
    servers: [{ url: API_PREFIX }],
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** Problem codes that an operation may answer. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const { access, method } = operation
  const codes: ProblemCode[] = [...operation.problems, 'internal_error', 'database_unavailable']
  if (operation.path.includes(':id')) codes.push('not_found')
  if (access !== 'public' || method === 'GET') codes.push('unauthenticated')
  if (access !== 'public' && access !== 'account') {
    codes.push('forbidden')
    // A suspended bidder is refused by the rules, in their order.
    if (access !== 'bids.place') codes.push('account_suspended')
  }
  if (operation.body || operation.query) codes.push('validation_failed')
  if (method !== 'GET') codes.push('malformed_body', 'body_too_large', 'outcome_unknown')
  return [...new Set(codes)]
}

function describe(operation: Operation) {
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: accessSentence(operation),
    tags: [tagOf(operation)],
    security: operation.access === 'public' ? [{}, { token: [] }] : [{ token: [] }],
    parameters: [
      ...pathParameters(operation),
      ...queryParameters(operation),
      ...headers(operation),
    ],
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: operation.body.toJSONSchema() } },
      },
    }),
    responses: responses(operation),
  }
}

function accessSentence({ access }: Operation): string {
  if (access === 'public') return 'For everybody.'
  if (access === 'account') return 'For signed-in users.'
  return `For roles with the ability \`${access}\`.`
}

function tagOf({ path }: Operation): string {
  const [, first] = path.split('/')
  return first === 'me' ? 'auth' : first
}

function pathParameters({ path }: Operation) {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1])
  return names.map((name) => {
    const schema = name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' }
    return { name, in: 'path', required: true, schema }
  })
}

function queryParameters({ query }: Operation) {
  if (!query) return []
  const schema = query.toJSONSchema() as { properties?: Record<string, object> }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: false,
    schema: property,
  }))
}

function headers({ headers: names = [] }: Operation) {
  const schema = { type: 'string', maxLength: 255 }
  const described = names.map((name) => ({ name, in: 'header', required: false, schema }))
  if (!names.includes('Last-Event-ID')) return described
  // For readers that cannot set a header; the header wins.
  return [...described, { name: 'lastEventId', in: 'query', required: false, schema }]
}

const LIMIT_HEADERS = {
  'RateLimit-Limit': { description: 'Requests a minute', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'What is left of them', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until all are back', schema: { type: 'integer' } },
}

/** Headers that an answer of this status carries. */
function answerHeaders(status: number, isLimited: boolean) {
  const retry = { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } }
  return {
    ...(isLimited && status < 500 && LIMIT_HEADERS),
    ...((status === 429 || status === 503) && retry),
  }
}

function responses(operation: Operation) {
  const { success } = operation
  const isLimited = operation.problems.includes('too_many_requests')
  const answers: Record<string, unknown> = {
    [success.status]: {
      ...successResponse(operation),
      headers: answerHeaders(success.status, isLimited),
    },
  }
  if (success.isStream) answers['204'] = { description: 'The outcome was sent before' }
  for (const code of problemsOf(operation)) {
    const [status, title] = PROBLEMS[code]
    const known = answers[status] as { description: string } | undefined
    const line = `\`${code}\`: ${title}`
    answers[status] = {
      description: known ? `${known.description}\n\n${line}` : line,
      headers: answerHeaders(status, isLimited),
      content: {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      },
    }
  }
  return answers
}

function successResponse({ success, summary }: Operation) {
  if (!success.schema) return { description: summary }
  const schema = { $ref: `#/components/schemas/${success.schema}` }
  if (success.isStream) {
    return { description: summary, content: { 'text/event-stream': { schema } } }
  }
  return { description: summary, content: { 'application/json': { schema: envelope() } } }

  function envelope() {
    if (success.schema === 'EventPage') return schema
    const data = success.isPage ? { type: 'array', items: schema } : schema
    const meta = { $ref: '#/components/schemas/PageMeta' }
    return {
      type: 'object',
      properties: success.isPage ? { data, meta } : { data },
      required: success.isPage ? ['data', 'meta'] : ['data'],
      additionalProperties: false,
    }
  }
}
