import { confirmLinkScreen } from './screens/confirm-link-screen.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { signUp } from './steps/sign-up.ts'
import { waitForLink } from './support/read-inbox.ts'
import { rawRequest } from './support/raw-request.ts'
import { LINKS } from './support/test-seed.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

const PASSWORD = 'Analytical-1843'

withAndWithoutScript(() => {
  test('a mail scanner opens the link and spends nothing; the person confirms, exactly once', async ({ visitor, browser, javaScriptEnabled }) => {
    const email = newAddress()
    await openSignIn(visitor, LINKS)
    await signUp(visitor, { email, password: PASSWORD })
    const link = await waitForLink(visitor.url, email)

    // A scanner asks three times, and follows nothing.
    for (const method of ['HEAD', 'GET', 'GET']) {
      const answer = await rawRequest(link, { method, headers: { 'user-agent': 'LinkScanner/1.0 (headless)' } })
      expect(answer.status, method).toBe(200)
    }

    // The person reads mail in another browser.
    const phone = await browser.newContext({ javaScriptEnabled })
    const page = await phone.newPage()
    const screen = confirmLinkScreen(page)
    await page.goto(link)
    await screen.expectShown()
    await screen.submit.click()
    await screen.expectConfirmed()
    await page.goto(link)
    await screen.submit.click()
    await screen.expectSpent()
    await phone.close()

    const state = await openSignIn(visitor, LINKS)
    await signIn(visitor, email, PASSWORD)
    await receiverScreen(visitor.page).expectCode(state)
  })

  test('an altered link confirms nobody', async ({ visitor }) => {
    const { page } = visitor
    const email = newAddress()
    await openSignIn(visitor, LINKS)
    await signUp(visitor, { email, password: PASSWORD })
    const link = new URL(await waitForLink(visitor.url, email))
    link.searchParams.set('confirmation_code', '000000')
    await page.goto(link.href)
    await confirmLinkScreen(page).submit.click()
    await confirmLinkScreen(page).expectSpent()
    await openSignIn(visitor, LINKS)
    await signIn(visitor, email, PASSWORD)
    await expect(signInScreen(page).heading).not.toHaveText('Received at /callback')
  })
})
