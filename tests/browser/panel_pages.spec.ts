import { test } from '@japa/runner'
import { PanelHouse, type Guest } from '#tests/helpers/panel_house'

const PHONE = { viewport: { width: 360, height: 740 } }

test.group('The pages of the house', (group) => {
  let house: PanelHouse
  let mira: Guest
  let alice: Guest
  let bob: Guest
  let auctionId: string

  group.tap((each) => each.tags(['@chromium']))
  group.setup(async () => {
    house = await PanelHouse.open()
    mira = await house.guest('Mira', ['moderator'])
    alice = await house.guest('Alice', ['seller'])
    bob = await house.guest('Bob')
    const title = `Donaudampfschifffahrtsgesellschaftskapitänsmütze ${'long '.repeat(20)}`
    auctionId = await house.openLot(alice, { title, currency: 'JPY', startPrice: 123_456_789 })
    await house.bid(bob, auctionId, 200_000_000)
    return () => house.close()
  })
  group.each.teardown(() => house.leave())

  const pages = () => [
    '/',
    '/docs',
    '/admin/login',
    '/admin/auctions',
    '/admin/auctions?q=nothing+like+this',
    `/admin/auctions/${auctionId}`,
    `/admin/auctions/${auctionId}/bid-voids/create?bidderId=${bob.id}`,
    `/admin/auctions/${auctionId}/extension/create`,
    `/admin/auctions/${auctionId}/cancellation/create`,
    `/admin/users/${bob.id}`,
    `/admin/users/${bob.id}/suspension/create`,
    '/admin/audit-log',
    '/admin/audit-log?subjectId=not-an-id',
    '/admin/nothing',
  ]

  test('fit a screen of {$self} px, have one heading, and are named')
    .with([360, 768, 1024, 1440])
    .run(async ({ assert }, width) => {
      const page = await house.signedIn(mira, { viewport: { width, height: 740 } })
      for (const path of pages()) {
        await page.goto(path)
        if (path === '/docs') await page.locator('.opblock').first().waitFor()
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - innerWidth'
        )
        assert.isAtMost(overflow, 0, path)
        assert.equal(await page.locator('h1:visible').count(), 1, path)
        assert.match(await page.title(), /\S · Gavel$/, path)
      }
    })

  test('have a strict policy and are framed by nobody', async ({ assert }) => {
    const page = await house.signedIn(mira)
    for (const path of pages()) {
      const answer = await page.request.get(path)
      const headers = answer.headers()
      const policy = headers['content-security-policy']
      assert.match(policy, /default-src 'none'/, path)
      assert.notMatch(policy, /unsafe|https?:|\*/, path)
      assert.match(policy, /frame-ancestors 'none'/, path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
    }
  })

  test('a phone has the menu behind a button', async () => {
    const page = await house.signedIn(mira, PHONE)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page
      .getByRole('navigation', { name: 'Panel' })
      .getByRole('link', { name: 'Audit log' })
      .click()
    await page.getByRole('heading', { name: 'Audit log' }).waitFor()
  })

  test('money has the decimals of its currency', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.goto(`/admin/auctions/${auctionId}`)
    assert.equal(await page.locator('[data-field="price"]').innerText(), 'JP¥123,456,789')
  })

  test('the list is searched, filtered, ordered and paged', async ({ assert }) => {
    for (let lot = 1; lot <= 21; lot++) await house.openLot(alice, { title: `Paged ${lot}` })
    const page = await house.signedIn(mira)
    await page.goto('/admin/auctions')
    await page.getByLabel('Search').fill('paged')
    await page.getByLabel('Status').selectOption('Live')
    await page.getByLabel('Order').selectOption('Newest first')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/q=paged/)
    const lots = page.locator('tbody th a[href^="/admin/auctions/"]')
    assert.equal(await lots.first().innerText(), 'Paged 21')
    assert.equal(await lots.count(), 20)

    await page.getByRole('link', { name: 'Next page' }).click()
    await page.waitForURL(/cursor=/)
    assert.deepEqual(await lots.allInnerTexts(), ['Paged 1'])
    assert.equal(await page.getByLabel('Search').inputValue(), 'paged')
    await page.getByRole('link', { name: 'First page' }).click()
    await lots.getByText('Paged 21').waitFor()

    await page.getByLabel('Status').selectOption('Ended')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('No auctions here').waitFor()
  })

  test('the reference shows the API from our own files', async () => {
    const page = await house.page()
    await page.goto('/docs')
    await page.locator('.opblock-summary-path', { hasText: '/bid-voids' }).first().waitFor()
  })
})
