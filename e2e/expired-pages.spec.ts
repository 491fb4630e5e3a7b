import { hostedScreen } from './screens/hosted-screen.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { NAMES, TABS } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('a page whose request is over starts afresh when its form is sent, says so, and keeps who was signing in', async ({ visitor }) => {
    const { page } = visitor
    const screen = signInScreen(page)
    const state = await openSignIn(visitor, TABS)
    await screen.expectShown()
    await page.context().clearCookies()
    await signIn(visitor, TABS.user, TABS.password)
    await screen.expectShown()
    await expect(screen.notice).toContainText('The page had been open for a long time')
    await expect(screen.identifier).toHaveValue(TABS.user)
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode(state)
  })

  test('reloading a page whose request is over shows a fresh one', async ({ visitor }) => {
    const { page } = visitor
    const state = await openSignIn(visitor, TABS)
    await signInScreen(page).expectShown()
    await page.context().clearCookies()
    await page.reload()
    await signInScreen(page).expectShown()
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode(state)
  })

  test('a bookmarked sign-in page works in another browser', async ({ visitor, browser, javaScriptEnabled }) => {
    const state = await openSignIn(visitor, TABS)
    await signInScreen(visitor.page).expectShown()
    const bookmark = visitor.page.url()
    const elsewhere = await browser.newContext({ javaScriptEnabled })
    const page = await elsewhere.newPage()
    await page.goto(bookmark)
    await signInScreen(page).expectShown()
    await signIn({ page }, TABS.user, TABS.password)
    await receiverScreen(page).expectCode(state)
    await elsewhere.close()
  })

  test('the bare address of a sign-in page names the applications one can start from', async ({ visitor }) => {
    const { page } = visitor
    await page.goto(`${visitor.url}/${NAMES.poolId}/login`)
    await hostedScreen(page).expectShown('Where would you like to go?')
    await hostedScreen(page).link('Names application').click()
    await expect(page.getByRole('heading')).toHaveText('Received at /start')
  })

  test('the sign-in page takes the parameters of an authorize request', async ({ visitor }) => {
    const { page, url, receiver } = visitor
    const query = new URLSearchParams({ client_id: TABS.clientId, response_type: 'code', scope: 'openid', redirect_uri: `${receiver}/callback`, state: 'direct', login_hint: TABS.user })
    await page.goto(`${url}/${TABS.poolId}/login?${query.toString()}`)
    await signInScreen(page).expectShown()
    await expect(signInScreen(page).identifier).toHaveValue(TABS.user)
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode('direct')
  })

  test('the pool\'s own domain shows the same pages at its root', async ({ visitor }) => {
    const { page, url, receiver } = visitor
    const domain = `http://tabs.auth.localhost:${new URL(url).port}`
    const query = new URLSearchParams({ client_id: TABS.clientId, response_type: 'code', scope: 'openid', redirect_uri: `${receiver}/callback`, state: 'domain' })
    await page.goto(`${domain}/oauth2/authorize?${query.toString()}`)
    await signInScreen(page).expectShown()
    expect(new URL(page.url()).pathname).toBe('/login')
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode('domain')
  })

  test('a wrong return address is never followed, and the developer sees the difference', async ({ visitor }) => {
    const { page, receiver } = visitor
    await openSignIn(visitor, { ...TABS, redirectUri: `${receiver}/callbock` })
    await hostedScreen(page).expectShown('This application is not set up correctly')
    await expect(page.locator('main')).toContainText(`${receiver}/callbock`)
    await expect(page.locator('main mark').first()).toBeVisible()
  })

  test('somebody signed in goes straight through, and is asked who to be when the application asks', async ({ visitor }) => {
    const { page } = visitor
    const first = await openSignIn(visitor, TABS)
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode(first)
    const again = await openSignIn(visitor, TABS)
    await receiverScreen(page).expectCode(again)
    const chosen = await openSignIn(visitor, TABS, { prompt: 'select_account' })
    await hostedScreen(page).expectShown('Choose an account')
    await hostedScreen(page).button(`Continue as ${TABS.user}`).click()
    await receiverScreen(page).expectCode(chosen)
  })
})
