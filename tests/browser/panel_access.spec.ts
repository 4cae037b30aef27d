import { test } from '@japa/runner'
import { errorBeside, PanelHouse, signIn, type Guest } from '#tests/helpers/panel_house'

test.group('Who may enter the panel', (group) => {
  let house: PanelHouse
  let mira: Guest
  let bob: Guest
  let alice: Guest

  group.tap((each) => each.tags(['@chromium']))
  group.setup(async () => {
    house = await PanelHouse.open()
    mira = await house.guest('Mira', ['moderator'])
    bob = await house.guest('Bob')
    alice = await house.guest('Alice', ['seller'])
    return () => house.close()
  })
  group.each.teardown(() => house.leave())

  test('a visitor is sent to the login, and from there to where they wanted', async ({
    assert,
  }) => {
    const page = await house.page()
    await page.goto('/admin/audit-log?subjectType=user')
    assert.equal(new URL(page.url()).pathname, '/admin/login')

    await signIn(page, mira.email)
    await page.waitForURL('**/admin/audit-log?subjectType=user')
    assert.equal(await page.locator('h1').innerText(), 'Audit log')
  })

  test('a {$self} is shown no way in')
    .with(['buyer', 'seller'] as const)
    .run(async ({ assert }, role) => {
      const guest = role === 'buyer' ? bob : alice
      const auctionId = await house.openLot(alice)
      const page = await house.page({
        extraHTTPHeaders: { authorization: `Bearer ${guest.token}` },
      })
      await page.goto('/admin/login')
      await signIn(page, guest.email)
      assert.equal(await errorBeside(page, 'email'), 'Your account has no role that may do this')

      for (const path of [
        '',
        '/auctions',
        `/auctions/${auctionId}`,
        '/audit-log',
        `/users/${bob.id}`,
      ]) {
        await page.goto(`/admin${path}`)
        assert.equal(new URL(page.url()).pathname, '/admin/login', path)
      }
    })

  test('a wrong password keeps the e-mail address, and says so beside it', async ({ assert }) => {
    const page = await house.page()
    await page.goto('/admin/login')
    await signIn(page, mira.email, 'not my password')
    assert.equal(await errorBeside(page, 'email'), 'The e-mail address or the password is wrong')
    assert.equal(await page.getByLabel('E-mail address').inputValue(), mira.email)
    assert.equal(await page.getByLabel('Password').inputValue(), '')
    assert.match(await page.title(), /^Error: /)

    await signIn(page, mira.email)
    await page.waitForURL(/\/admin\/auctions/)
  })

  test('signing out ends the session', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/admin/login')
    await page.goto('/admin/auctions')
    assert.equal(new URL(page.url()).pathname, '/admin/login')
  })

  test('staff are shut out at once when {reason}')
    .with([
      { reason: 'suspended', change: `suspended_at = now(), suspension_reason = 'a test'` },
      { reason: 'without their role', change: `roles = '{buyer}'` },
      { reason: 'their password changes', change: `password = 'another'` },
    ])
    .run(async ({ assert }, { reason, change }) => {
      const ada = await house.guest(`Ada-${reason.replaceAll(' ', '-')}`, ['admin'])
      const page = await house.signedIn(ada)
      await house.database.pool.query(`UPDATE users SET ${change} WHERE id = $1`, [ada.id])
      const answer = await page.goto('/admin/auctions')
      const isSentToLogin = new URL(page.url()).pathname === '/admin/login'
      assert.isTrue(isSentToLogin || answer?.status() === 403)
      assert.equal(await page.locator('table').count(), 0)
    })

  test('a form without its CSRF token changes nothing', async ({ assert }) => {
    const auctionId = await house.openLot(alice)
    const page = await house.signedIn(mira)
    const answer = await page.request.post(`/admin/auctions/${auctionId}/cancellation`, {
      form: { reason: 'Sent from another site' },
    })
    assert.equal(answer.status(), 403)
    assert.include(await answer.text(), 'This form is too old')
    assert.include(answer.headers()['content-security-policy'], `default-src 'none'`)
    await page.goto(`/admin/auctions/${auctionId}`)
    assert.equal(await page.locator('[data-field="status"]').innerText(), 'Live')
  })

  test('any violation of the policy is a fault that fails its test', async ({ assert }) => {
    const page = await house.signedIn(mira)
    await page.evaluate(`document.body.setAttribute('style', 'color: red')`)
    await page.waitForFunction(`document.body.getAttribute('style') !== null`)
    assert.isNotEmpty(house.faults.splice(0))
  })
})

test.group('Trying passwords at the panel', (group) => {
  group.tap((each) => each.tags(['@chromium']))

  test('is limited as it is at the API, and together with it', async ({ assert, cleanup }) => {
    const house = await PanelHouse.open({ LIMIT_LOGIN_PER_MINUTE: '2' })
    cleanup(() => house.close())
    const mira = await house.guest('Mira', ['moderator'])
    const page = await house.page()
    await page.goto('/admin/login')
    await signIn(page, mira.email, 'not my password')
    assert.equal(await errorBeside(page, 'email'), 'The e-mail address or the password is wrong')
    await signIn(page, mira.email)
    assert.equal(await errorBeside(page, 'email'), 'Too many requests: wait a little and try again')
    assert.equal(await page.getByLabel('E-mail address').inputValue(), mira.email)
    await house.leave()
  })
})
