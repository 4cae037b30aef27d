import { Agent, request } from 'node:http'
import type { Member } from '#tests/helpers/crowd'

/** What became of a bid; `lost`: there was no answer. */
export type BidReply =
  { status: number; code: string | null; bidId: string | null; retryAfter: string | null } | 'lost'

type Body = { code?: string; data?: { bidId: string } }

/** Places bids over HTTP on connections that it keeps. */
export class BidClient {
  readonly #agent = new Agent({ keepAlive: true })

  constructor(private readonly baseUrl: string) {}

  bid(
    bidder: Member,
    auctionId: string,
    maximum: number,
    key: string | null = null
  ): Promise<BidReply> {
    const headers: Record<string, string> = {
      'authorization': `Bearer ${bidder.token}`,
      'content-type': 'application/json',
    }
    if (key !== null) headers['idempotency-key'] = key
    const url = `${this.baseUrl}/api/v1/auctions/${auctionId}/bids`
    return new Promise((resolve) => {
      const sent = request(url, { agent: this.#agent, method: 'POST', headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('error', () => resolve('lost'))
        response.on('end', () => {
          const body = parse(text)
          resolve({
            status: response.statusCode ?? 0,
            code: body.code ?? null,
            bidId: body.data?.bidId ?? null,
            retryAfter: response.headers['retry-after'] ?? null,
          })
        })
      })
      sent.on('error', () => resolve('lost'))
      sent.end(JSON.stringify({ maximum }))
    })
  }

  close() {
    this.#agent.destroy()
  }
}

/** Where the bid may or may not have been placed, until its key is asked again. */
export function isOpen(reply: BidReply): boolean {
  return reply === 'lost' || reply.status >= 500
}

/** Whoever stands before the house may answer otherwise. */
function parse(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return {}
  }
}
