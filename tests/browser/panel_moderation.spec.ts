import type { Locator, Page } from 'playwright'
import { test } from '@japa/runner'
import { errorBeside, PanelHouse, type Guest } from '#tests/helpers/panel_house'

/** The leader's maximum is beaten as soon as Carol bids: the price is hers, or one step above. */
test.group('Moderating an auction', (group) => {
  let house: PanelHouse
  let mira: Guest
  let alice: Guest
  let bob: Guest
  let carol: Guest
  let auctionId: string

  group.tap((each) => each.tags(['@chromium']))
  group.setup(async () => {
    house = await PanelHouse.open()
    mira = await house.guest('Mira', ['moderator'])
    alice = await house.guest('Alice', ['seller'])
    bob = await house.guest('Bob')
    carol = await house.guest('Carol')
    return () => house.close()
  })
  group.each.setup(async () => {
    auctionId = await house.openLot(alice)
    await house.bid(bob, auctionId, 2000)
  })
  group.each.teardown(() => house.leave())

  const fact = (page: Page, name: string) => page.locator(`[data-field="${name}"]`)
  const bidsTable = (page: Page) => page.getByRole('table', { name: 'Bids' })
  const here = () => `/admin/auctions/${auctionId}`

  /** The page of the auction, once it moves. */
  async function watch(page: Page) {
    await page.goto(here())
    await page.locator('[data-connection="open"]').waitFor()
  }

  test('Mira watches a bid arrive without reloading, and voids it', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await watch(page)
    await page.evaluate(`window.isTheSamePage = true`)
    await house.bid(carol, auctionId, 3000)
    await fact(page, 'price').getByText('€20.01').waitFor()
    await bidsTable(page).getByRole('link', { name: 'Carol', exact: true }).waitFor()
    await page.locator('.history').getByText('€20.01').waitFor()
    assert.equal(await fact(page, 'bidCount').innerText(), '2')
    assert.isTrue(await page.evaluate(`window.isTheSamePage`))

    await page.getByRole('link', { name: 'Void bid 2 of Carol' }).click()
    const dialog = page.getByRole('dialog', { name: 'Void a bid of Carol' })
    await dialog.waitFor()
    const rows = await dialog.getByRole('row').allInnerTexts()
    const cells = rows.map((row) => row.split(/\s+/).filter((cell) => !/^bidder-/.test(cell)))
    assert.deepEqual(cells.slice(1), [
      ['Price', '€20.01', '€10.00'],
      ['Leader', 'Carol', 'Bob'],
      ['Public', 'bids', '2', '1'],
    ])
    await dialog.getByLabel('Reason').fill('Carol did not mean it')
    await dialog.getByRole('button', { name: 'Void this bid' }).click()

    await page.getByText('The bid was voided.').waitFor()
    assert.equal(await fact(page, 'price').innerText(), '€10.00')
    await page.locator('.history').getByText('withdrawn').first().waitFor()
    await bidsTable(page).getByText('Voided').waitFor()
    await page.getByRole('link', { name: 'Audit log' }).last().click()
    await page
      .getByRole('row', { name: /Bid voided.*Price €20.01 → €10.00.*Carol did not mean it.*Mira/ })
      .waitFor()
  })

  test('a maximum is hidden until it is beaten', async ({ assert }) => {
    await house.bid(carol, auctionId, 3000)
    const page = await house.signedIn(mira)
    await page.goto(here())
    const row = (name: string) => bidsTable(page).getByRole('row', { name })
    assert.include(await row('Carol').innerText(), 'hidden')
    assert.include(await row('Bob').innerText(), '€20.00')
    assert.notInclude(await page.content(), '€30.00')
  })

  test('news takes neither the focus nor what is half typed', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await watch(page)
    const link = page.getByRole('link', { name: 'Void bid 1 of Bob' })
    await link.focus()
    await house.bid(carol, auctionId, 3000)
    await bidsTable(page).getByRole('link', { name: 'Carol', exact: true }).waitFor()
    assert.equal(await focusedText(page), await textOf(link))

    await page.keyboard.press('Enter')
    const reason = page.getByRole('dialog').getByLabel('Reason')
    await reason.pressSequentially('Half a ')
    await house.bid(bob, auctionId, 4000)
    await fact(page, 'price').getByText('€30.01').waitFor()
    await bidsTable(page)
      .getByRole('link', { name: 'Bob', exact: true, includeHidden: true })
      .nth(1)
      .waitFor({ state: 'attached' })
    await page.keyboard.type('sentence')
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByRole('dialog').getByRole('cell', { name: '€30.01' }).first().waitFor()
    assert.isTrue(await page.getByText('The auction has moved since.').isHidden())
    assert.equal(await reason.inputValue(), 'Half a sentence')
  })

  test('a tab in the background rests, and is up to date when it is looked at', async ({
    assert,
  }) => {
    const page = await house.signedIn(mira)
    await watch(page)
    const hide = (isHidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', {
        value: ${isHidden}, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await hide(true)
    await house.bid(carol, auctionId, 3000)
    assert.equal(await fact(page, 'price').innerText(), '€10.00')
    await hide(false)
    await fact(page, 'price').getByText('€20.01').waitFor()
    await bidsTable(page).getByRole('link', { name: 'Carol', exact: true }).waitFor()
  })

  test('a page that moves goes to the login when its session ends', async () => {
    const ada = await house.guest('Ada', ['admin'])
    const page = await house.signedIn(ada)
    await watch(page)
    await house.database.pool.query(`UPDATE users SET password = 'new' WHERE id = $1`, [ada.id])
    await house.bid(carol, auctionId, 3000)
    await page.waitForURL('**/admin/login')
  })

  test('all bids of a bidder go with the keyboard alone', async ({ assert }) => {
    await house.bid(carol, auctionId, 3000)
    await house.bid(bob, auctionId, 4000)
    const page = await house.signedIn(mira)
    await watch(page)
    await tabTo(page, 'Void all bids of Bob, next to bid 3')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Void all 2 bids of Bob' }).waitFor()
    await page.keyboard.type('He bids for the seller')
    await tabTo(page, 'Void these bids')
    await page.keyboard.press('Enter')
    await page.getByText('All bids of this bidder were voided.').waitFor()
    assert.equal(await fact(page, 'price').innerText(), '€10.00')
    assert.equal(await fact(page, 'bidCount').innerText(), '1')
  })

  test('Escape leaves everything as it is', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await watch(page)
    const link = page.getByRole('link', { name: 'Cancel the auction' })
    await link.click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    assert.equal(await focusedText(page), await textOf(link))
    assert.equal(await fact(page, 'status').innerText(), 'Live')
  })

  test('works without JavaScript: login, list, and a void', async ({ assert }) => {
    const page = await house.signedIn(mira, { javaScriptEnabled: false })
    await page.getByLabel('Search').fill('telescope')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.goto(here())
    assert.equal(await fact(page, 'price').innerText(), '€10.00')
    await page.getByRole('link', { name: 'Void bid 1 of Bob' }).click()
    await page.getByLabel('Reason').fill('No script was needed')
    await page.getByRole('button', { name: 'Void this bid' }).click()
    await page.getByText('The bid was voided.').waitFor()
    assert.equal(await fact(page, 'bidCount').innerText(), '0')
  })

  test('an error stands beside its field and keeps what was typed', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(`${here()}/extension/create`)
    await page.getByLabel('New end').fill('2020-01-01T12:00')
    await page.getByLabel('Reason').fill('The lot was shown late')
    await page.getByRole('button', { name: 'Extend the auction' }).click()
    assert.equal(
      await errorBeside(page, 'endsAt'),
      'The new end must be later than the present one'
    )
    assert.equal(await page.getByLabel('New end').inputValue(), '2020-01-01T12:00')
    assert.equal(await page.getByLabel('Reason').inputValue(), 'The lot was shown late')

    await page.getByLabel('Reason').fill('  …  ')
    await page.getByRole('button', { name: 'Extend the auction' }).click()
    assert.equal(await errorBeside(page, 'reason'), 'Say a little more: at least 3 characters')
    assert.equal(await page.getByLabel('Reason').inputValue(), '…')
  })

  test('a new end is typed in the time zone of the reader', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(`${here()}/extension/create`)
    await page.getByText('In your time zone, Europe/Vienna').waitFor()
    await page.getByLabel('New end').fill('2031-07-01T12:00')
    await page.getByLabel('Reason').fill('The lot was shown late')
    await page.getByRole('button', { name: 'Extend the auction' }).click()
    await page.getByText('The auction ends later now.').waitFor()
    const end = fact(page, 'endsAt').locator('time')
    assert.equal(await end.getAttribute('datetime'), '2031-07-01T10:00:00.000Z')
    assert.equal(await end.innerText(), '1 Jul 2031, 12:00:00')
  })

  test('an auction that is over says so, and takes no more deeds', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(here())
    await page.getByRole('link', { name: 'Cancel the auction' }).click()
    const late = await house.signedIn(mira)
    await late.goto(`${here()}/bid-voids/create?bidderId=${bob.id}`)
    await late.getByLabel('Reason').fill('Too late')

    await page.getByLabel('Reason').fill('The lot is lost')
    await page.getByRole('button', { name: 'Cancel the auction' }).click()
    await page.getByText('The auction was cancelled.').waitFor()
    assert.equal(await fact(page, 'status').innerText(), 'Cancelled')
    assert.equal(await page.getByRole('link', { name: /Void|Extend|Cancel/ }).count(), 0)

    await late.getByRole('button', { name: 'Void these bids' }).click()
    await late.getByRole('alert').getByText('The auction has ended.').waitFor()
    assert.equal(await late.getByLabel('Reason').inputValue(), 'Too late')
  })

  test('a user is suspended and reinstated, each with a reason', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(`/admin/users/${carol.id}`)
    for (const [deed, notice] of [
      ['Suspend', 'The account was suspended.'],
      ['Reinstate', 'The account was reinstated.'],
    ]) {
      await page.getByRole('link', { name: deed }).click()
      await page.getByLabel('Reason').fill(`${deed} for a test`)
      await page.getByRole('button', { name: `${deed} the account` }).click()
      await page.getByText(notice).waitFor()
    }
    const log = await page.getByRole('table').innerText()
    assert.include(log, 'Suspend for a test')
    assert.include(log, 'Reinstate for a test')

    await page.goto(`/admin/users/${mira.id}/suspension/create`)
    await page.getByLabel('Reason').fill('I need a holiday')
    await page.getByRole('button', { name: 'Suspend the account' }).click()
    await page.getByRole('alert').getByText('Staff never decide a case of their own.').waitFor()
  })

  test('a form is sent once, however often its button is pressed', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(`${here()}/bid-voids/create?bidderId=${bob.id}`)
    await page.getByLabel('Reason').fill('Pressed twice')
    await page.getByRole('button', { name: 'Void these bids' }).dblclick()
    await page.getByText('All bids of this bidder were voided.').waitFor()
    const rows = await house.database.pool.query('SELECT FROM audit_log WHERE subject_id = $1', [
      auctionId,
    ])
    assert.lengthOf(rows.rows, 1)
  })
})

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string) {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    if ((await focusedText(page)) === name) return
  }
  throw new Error(`Tab does not lead to "${name}"`)
}

function focusedText(page: Page): Promise<string> {
  return textOf(page.locator(':focus'))
}

async function textOf(element: Locator): Promise<string> {
  const text = (await element.textContent()) ?? ''
  return text.replace(/\s+/g, ' ').trim()
}
