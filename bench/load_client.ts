/**
 * The bidders: raw keep-alive sockets with an HTTP client of the fewest instructions, because
 * client, web and PostgreSQL share the machine.
 */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { answerQuestions } from './peer.ts'
import { Tally } from './tally.ts'
import type { LegResult, LegTimes } from './tally.ts'

export type LoadOrder = LegTimes & {
  port: number
  /** One connection for each, all of them bidding at the same time. */
  tokens: string[]
  /** Where to bid; each request picks one by chance. */
  paths: string[]
  /** The first maximum on each path, and how far above the one before each next one is. */
  startPrice: number
  step: number
}

/** Refusals that a fight brings with it. */
const OUTBID = /"code":"(below_minimum|not_above_own_maximum)"/
const ANSWER_TIMEOUT_MS = 15_000

/** Every connection reads into this one: what was read is taken out at once. */
const BUFFER = Buffer.alloc(65_536)

/** The maxima, rising over all connections. */
class Maxima {
  readonly #order: LoadOrder
  readonly #counts: number[]

  constructor(order: LoadOrder) {
    this.#order = order
    this.#counts = order.paths.map(() => 0)
  }

  next(): { path: string; maximum: number } {
    const { paths, startPrice, step } = this.#order
    const index = Math.floor(Math.random() * paths.length)
    return { path: paths[index], maximum: startPrice + step * this.#counts[index]++ }
  }
}

class Bidder {
  readonly #maxima: Maxima
  readonly #tally: Tally
  readonly #headers: string
  readonly #socket: Socket
  readonly #done: () => void
  #sentAt = 0
  #received = ''
  #hasLeft = false

  constructor(order: LoadOrder, token: string, maxima: Maxima, tally: Tally, done: () => void) {
    this.#maxima = maxima
    this.#tally = tally
    this.#done = done
    this.#headers = [
      ' HTTP/1.1',
      `host: 127.0.0.1:${order.port}`,
      `authorization: Bearer ${token}`,
      'content-type: application/json',
      'idempotency-key: ',
    ].join('\r\n')
    const onread = { buffer: BUFFER, callback: (size: number) => this.#read(size) }
    this.#socket = connect({ host: '127.0.0.1', port: order.port, noDelay: true, onread })
    this.#socket.setTimeout(ANSWER_TIMEOUT_MS, () => this.#fail('no answer in time'))
    this.#socket.on('error', (error) => this.#fail(error.message))
    this.#socket.on('end', () => this.#fail('the connection was closed'))
    this.#socket.on('connect', () => this.#send())
  }

  #send() {
    const { path, maximum } = this.#maxima.next()
    const body = `{"maximum":${maximum}}`
    this.#sentAt = performance.now()
    this.#socket.write(
      `POST ${path}${this.#headers}${randomUUID()}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      'latin1'
    )
  }

  #read(size: number): boolean {
    this.#received += BUFFER.toString('latin1', 0, size)
    const answer = this.#received
    const headEnd = answer.indexOf('\r\n\r\n')
    if (headEnd === -1) return true
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1])
    if (!(answer.length < headEnd + 4 + length)) this.#take(answer)
    return true
  }

  #take(answer: string) {
    this.#received = ''
    const status = answer.slice(9, 12)
    if (status === '201') this.#tally.count('accepted', this.#sentAt)
    else if (status === '422' && OUTBID.test(answer)) this.#tally.count('refused', this.#sentAt)
    else this.#tally.fail(answer, this.#sentAt)
    if (this.#tally.isOver) this.#leave()
    else this.#send()
  }

  #fail(detail: string) {
    if (this.#hasLeft) return
    this.#tally.fail(detail, this.#sentAt)
    this.#leave()
  }

  #leave() {
    this.#hasLeft = true
    this.#socket.destroy()
    this.#done()
  }
}

async function run(order: LoadOrder): Promise<LegResult> {
  const maxima = new Maxima(order)
  const tally = new Tally(order)
  await Promise.all(
    order.tokens.map(
      (token) => new Promise<void>((done) => new Bidder(order, token, maxima, tally, done))
    )
  )
  return tally.result()
}

answerQuestions(run)
