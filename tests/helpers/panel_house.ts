import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright'
import type { Role } from '#domain/abilities'
import { BidClient, type BidReply } from '#tests/helpers/bid_client'
import { PASSWORD } from '#tests/helpers/cast'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot, type LotTerms } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'

export type Guest = { id: string; email: string; token: string }

/** An answer that a test asks for, and that browsers report as an error all the same. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 4\d\d/

/**
 * A house with a database of its own, and a real browser in front of it. Whatever a page does that
 * it must not do is a fault: breaking its Content-Security-Policy, throwing, leaving this machine.
 */
export class PanelHouse {
  readonly faults: string[] = []
  readonly #bids: BidClient
  #pages: Page[] = []

  private constructor(
    readonly database: OwnDatabase,
    readonly web: WebProcess,
    private readonly browser: Browser
  ) {
    this.#bids = new BidClient(web.url)
  }

  static async open(env: NodeJS.ProcessEnv = {}): Promise<PanelHouse> {
    const database = await makeDatabase()
    const web = await WebProcess.start({ databaseUrl: database.url, env })
    const browser = await chromium.launch({
      executablePath: programOnPath('chromium'),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
    return new PanelHouse(database, web, browser)
  }

  async close() {
    this.#bids.close()
    await this.browser.close()
    await this.web.stop()
    await this.database.drop()
  }

  /** Ends a test: closes its pages, and throws where one of them had a fault. */
  async leave() {
    await Promise.all(this.#pages.map((page) => page.context().close()))
    this.#pages = []
    assert.deepEqual(this.faults.splice(0), [])
  }

  /** An account, made over the API. */
  async guest(name: string, roles: Role[] = []): Promise<Guest> {
    const email = `${name.toLowerCase()}@example.com`
    await this.#post('/auth/register', { email, password: PASSWORD, displayName: name })
    const user = await this.database.pool.query<{ id: string }>(
      'UPDATE users SET roles = roles || $2::text[] WHERE email = $1 RETURNING id',
      [email, roles]
    )
    const { token } = await this.#post('/auth/tokens', { email, password: PASSWORD })
    return { id: user.rows[0].id, email, token: token ?? '' }
  }

  openLot(seller: Guest, terms?: LotTerms): Promise<string> {
    return openLot(this.database.pool, seller.id, terms)
  }

  async bid(bidder: Guest, auctionId: string, maximum: number) {
    const reply: BidReply = await this.#bids.bid(
      { id: bidder.id, token: bidder.token },
      auctionId,
      maximum
    )
    assert.equal(reply === 'lost' ? reply : reply.status, 201)
  }

  /** A browser window of its own, with nobody signed in. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.web.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Vienna',
      ...options,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    this.#pages.push(page)
    await this.#watch(page)
    return page
  }

  /** A window in which this guest has signed in. */
  async signedIn(guest: Guest, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.page(options)
    await page.goto('/admin/login')
    await signIn(page, guest.email)
    await page.waitForURL(/\/admin\/auctions/)
    return page
  }

  async #watch(page: Page) {
    await page.exposeBinding('reportViolation', (_, text: string) => this.faults.push(text))
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      reportViolation('violation of ' + event.violatedDirective + ' by ' + event.blockedURI))`)
    page.on('pageerror', (error) => this.faults.push(error.message))
    page.on('console', (message) => {
      const text = message.text()
      if (message.type() === 'error' && !EXPECTED.test(text)) this.faults.push(text)
    })
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url())
      if (hostname !== '127.0.0.1' && protocol !== 'data:') this.faults.push(request.url())
    })
  }

  async #post(path: string, body: object): Promise<{ token?: string }> {
    const answer = await fetch(`${this.web.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    assert.equal(answer.status, 201)
    const { data } = (await answer.json()) as { data: { token?: string } }
    return data
  }
}

function programOnPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file))
}

/** Fills in the login form. */
export async function signIn(page: Page, email: string, password = PASSWORD) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** What stands beside a field, and is told to those who do not see it. */
export async function errorBeside(page: Page, name: string): Promise<string> {
  const field = page.locator(`[name="${name}"]`)
  assert.equal(await field.getAttribute('aria-invalid'), 'true')
  const described = (await field.getAttribute('aria-describedby')) ?? ''
  const id = described.split(' ').find((part) => part.endsWith('-error'))
  const text = await page.locator(`#${id}`).innerText()
  return text.trim()
}
