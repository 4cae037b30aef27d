/** The floor: the work of the no-op, done on node:http by hand. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fromBuild } from './from_build.ts'
import { answerQuestions } from './peer.ts'

export type RawOrder = { tokens: string[] }
export type RawAnswer = { port: number }

const VISIBLE = /^[!-~]{1,255}$/

const { bidValidator } = await fromBuild<typeof import('../app/validators/auctions.ts')>(
  'app/validators/auctions.js'
)
const { isAllowed } =
  await fromBuild<typeof import('../app/domain/abilities.ts')>('app/domain/abilities.js')
const { readJson } = await fromBuild<typeof import('../app/middleware/read_json.ts')>(
  'app/middleware/read_json.js'
)

type Known = { roles: string[]; until: number }

async function answer(
  known: Map<string, Known>,
  request: IncomingMessage,
  response: ServerResponse
) {
  const { authorization, 'idempotency-key': key } = request.headers
  const principal = known.get(authorization?.slice(7) ?? '')
  const isKnown = principal && principal.until > performance.now()
  if (!isKnown || !isAllowed(principal.roles, 'bids.place')) return send(response, 401, '{}')
  const { maximum } = await bidValidator.validate(await readJson(request))
  if (typeof key !== 'string' || !VISIBLE.test(key)) return send(response, 422, '{}')
  send(response, 201, JSON.stringify({ data: { maximum } }))
}

function send(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

answerQuestions(async ({ tokens }: RawOrder): Promise<RawAnswer> => {
  const principal = { roles: ['buyer'], until: Infinity }
  const known = new Map(tokens.map((token) => [token, principal]))
  const server = createServer((request, response) => {
    answer(known, request, response).catch(() => send(response, 500, '{}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port }
})
