import { accountScreen } from './screens/account-screen.ts'
import { mfaCodeScreen } from './screens/mfa-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { addPerson } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openAccount } from './steps/open-account.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { authenticatorOf } from './support/authenticator.ts'
import { CHOOSING } from './support/factor-pools.ts'
import { waitForCode } from './support/read-inbox.ts'
import { readQr } from './support/read-qr.ts'
import { NAMES, TABS } from './support/test-seed.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('a person changes the name, and the address once the new one is proven', async ({ visitor }) => {
    const { page, url, script } = visitor
    const screen = accountScreen(page)
    const [address, next] = [newAddress(), newAddress('countess')]
    await openAccount(visitor, NAMES.poolId, await addPerson(url, NAMES.poolId, { email: address, email_verified: 'true', given_name: 'Ada', birthdate: '1815-12-10' }))
    await screen.expectShown('Your account')
    await checkAccessibility(page, 'account')
    await screen.go('Profile')
    await page.locator('input[name="attribute.name"]').fill('Ada Lovelace')
    await screen.button('Save').click()
    await expect(screen.notice).toHaveText('Your changes are saved.')
    await expect(page.getByRole('banner').getByText('Ada Lovelace')).toBeVisible()
    await page.reload()
    await expect(screen.notice, 'said once').toHaveCount(0)
    await screen.link('Change E-mail address').click()
    await screen.field('New e-mail address').fill(next)
    await screen.button('Save and send a code').click()
    await expect(screen.panel('Confirm the e-mail address')).toContainText(next)
    await screen.code.fill(await waitForCode(url, next))
    if (!script) await screen.button('Confirm').click()
    await screen.expectShown('Profile')
    await expect(screen.panel('E-mail and phone')).toContainText(next)
    await expect(screen.panel('E-mail and phone')).not.toContainText(address)
  })

  test('a password is changed, and other browsers are signed out with it', async ({ visitor, browser, javaScriptEnabled }) => {
    const { page, url } = visitor
    const screen = accountScreen(page)
    const person = await addPerson(url, CHOOSING.poolId)
    const elsewhere = await (await browser.newContext({ javaScriptEnabled })).newPage()
    await openAccount({ page: elsewhere, url }, CHOOSING.poolId, person)
    await accountScreen(elsewhere).expectShown('Your account')
    await openAccount(visitor, CHOOSING.poolId, person, '/security')
    await screen.link('Change the password').click()
    await screen.field('Present password').fill('Wrong-Horse-1')
    await screen.field('New password').fill('Difference-1822')
    await screen.button('Change the password').click()
    await expect(screen.field('Present password')).toHaveAttribute('aria-invalid', 'true')
    await screen.field('Present password').fill(person.password)
    await screen.field('New password').fill('Difference-1822')
    await screen.button('Change the password').click()
    await expect(screen.notice).toHaveText('Your password is changed.')
    await elsewhere.reload()
    await signInScreen(elsewhere).expectShown()
    await signIn({ page: elsewhere }, person.username, 'Difference-1822')
    await accountScreen(elsewhere).expectShown('Your account')
    await elsewhere.context().close()
  })

  test('an authenticator is added, asked for, and removed', async ({ visitor }) => {
    const { page, url, script } = visitor
    const screen = accountScreen(page)
    const person = await addPerson(url, CHOOSING.poolId)
    await openAccount(visitor, CHOOSING.poolId, person, '/security')
    await screen.button('Set up Authenticator app').click()
    await expect(page.locator('[data-qr]')).toBeVisible()
    await checkAccessibility(page, 'authenticator of the account')
    const authenticator = authenticatorOf(await readQr(page.locator('[data-qr]')))
    await screen.code.fill(authenticator.wrongCode())
    await screen.button('Finish').click()
    await screen.expectRefused('That code is not right')
    await screen.code.fill(authenticator.code())
    await screen.button('Finish').click()
    await screen.expectShown('Recovery codes')
    await screen.link('I have kept them').click()
    await expect(screen.panel('Second step')).toContainText('On')
    await expect(screen.panel('Recovery codes')).toContainText('10 are left.')
    await screen.signOut.click()
    await expect(page).toHaveURL(/\/signedOut/)
    await openAccount(visitor, CHOOSING.poolId, person, '/security')
    const mfa = mfaCodeScreen(page)
    await mfa.expectApp()
    await mfa.code.fill(authenticator.code(1))
    if (!script) await mfa.submit.click()
    await screen.button('Switch off Authenticator app').click()
    await expect(screen.notice).toHaveText('Switched off.')
    await expect(screen.panel('Recovery codes')).toHaveCount(0)
  })

  test('another browser is signed out from here, and an application loses its access', async ({ visitor, browser, javaScriptEnabled }) => {
    const { page, url, receiver } = visitor
    const screen = accountScreen(page)
    const person = await addPerson(url, CHOOSING.poolId)
    const elsewhere = await (await browser.newContext({ javaScriptEnabled })).newPage()
    await openAccount({ page: elsewhere, url }, CHOOSING.poolId, person)
    await openAccount(visitor, CHOOSING.poolId, person, '/sessions')
    const signedIn = screen.panel('Signed in')
    await expect(signedIn.getByRole('listitem')).toHaveCount(2)
    await expect(signedIn).toContainText('Linux')
    await expect(signedIn.getByText('This one')).toHaveCount(1)
    await screen.button('Sign out everywhere else').click()
    await expect(signedIn.getByRole('listitem')).toHaveCount(1)
    await elsewhere.reload()
    await signInScreen(elsewhere).expectShown()
    await elsewhere.context().close()
    const redirectUri = `${receiver}/callback`
    await receiverScreen(page).expectCode(await openSignIn(visitor, CHOOSING))
    const code = new URL(page.url()).searchParams.get('code') ?? ''
    await fetch(`${url}/${CHOOSING.poolId}/oauth2/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', client_id: CHOOSING.clientId, redirect_uri: redirectUri, code }) })
    await page.goto(`${url}/${CHOOSING.poolId}/account/apps`)
    await screen.button('Take access away Choosing application').click()
    await expect(screen.panel('Apps with access')).toContainText('No app has access.')
  })
})

test('at the pool’s own domain the portal is at its root, and leads back there', async ({ visitor: { page, url } }) => {
  const domain = `http://tabs.auth.localhost:${new URL(url).port}`
  await page.goto(`${domain}/account/profile`)
  await signIn({ page }, TABS.user, TABS.password)
  await accountScreen(page).expectShown('Profile')
  await expect(page).toHaveURL(`${domain}/account/profile`)
  await accountScreen(page).signOut.click()
  await expect(page).toHaveURL(({ pathname }) => pathname === '/signedOut')
})

test('the portal is used by keyboard: to the content, and along the navigation', async ({ visitor }) => {
  const { page } = visitor
  await openAccount(visitor, TABS.poolId, { username: TABS.user, password: TABS.password })
  const screen = accountScreen(page)
  await screen.expectShown('Your account')
  await page.keyboard.press('Tab')
  if (await page.evaluate(() => document.activeElement?.closest('aside') !== null)) await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})
