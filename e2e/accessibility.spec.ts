import { confirmLinkScreen } from './screens/confirm-link-screen.ts'
import { confirmScreen } from './screens/confirm-screen.ts'
import { demoScreen } from './screens/demo-screen.ts'
import { hostedScreen } from './screens/hosted-screen.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { newPasswordScreen, resetPasswordScreen } from './screens/recovery-screens.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signUpScreen } from './screens/sign-up-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn, openSignInFromDemo } from './steps/open-sign-in.ts'
import { askForReset } from './steps/reset-password.ts'
import { signIn } from './steps/sign-in.ts'
import { enterCode, signUp } from './steps/sign-up.ts'
import { waitForLink } from './support/read-inbox.ts'
import { LINKS, NAMES, TABS, TEMPORARY_PASSWORD, temporaryUser } from './support/test-seed.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('signing in and up', async ({ visitor }) => {
    const { page } = visitor
    await openSignIn(visitor, NAMES)
    await checkAccessibility(page, 'sign in')
    await signIn(visitor, 'nobody', 'wrong password')
    await signInScreen(page).expectWrongCredentials('nobody')
    await checkAccessibility(page, 'sign in, wrong password')
    await signInScreen(page).createAccount.click()
    await signUpScreen(page).expectShown()
    await checkAccessibility(page, 'sign up')
    await page.locator('main form').first().evaluate((form: HTMLFormElement) => { form.noValidate = true })
    await signUpScreen(page).submit.click()
    await expect(signUpScreen(page).summary).toBeVisible()
    await checkAccessibility(page, 'sign up, fields missing')
  })

  test('confirming by code', async ({ visitor }) => {
    const { page } = visitor
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email: newAddress(), password: 'Analytical-1843' })
    await confirmScreen(page).expectShown()
    await checkAccessibility(page, 'confirm')
    await enterCode(visitor, '123456')
    await confirmScreen(page).expectRefused('That code is not right')
    await checkAccessibility(page, 'confirm, wrong code')
    await confirmScreen(page).wrongAddress.click()
    await confirmScreen(page).expectChanging()
    await checkAccessibility(page, 'confirm, wrong address')
  })

  test('confirming by link', async ({ visitor }) => {
    const { page } = visitor
    const email = newAddress()
    await openSignIn(visitor, LINKS)
    await signUp(visitor, { email, password: 'Analytical-1843' })
    await checkAccessibility(page, 'confirm, link sent')
    const link = await waitForLink(visitor.url, email)
    await page.goto(link)
    await checkAccessibility(page, 'confirm link')
    await confirmLinkScreen(page).submit.click()
    await confirmLinkScreen(page).expectConfirmed()
    await checkAccessibility(page, 'done')
    await page.goto(link)
    await confirmLinkScreen(page).submit.click()
    await confirmLinkScreen(page).expectSpent()
    await checkAccessibility(page, 'confirm link, spent')
  })

  test('recovering', async ({ visitor }) => {
    const { page } = visitor
    await openSignInFromDemo(visitor)
    await signInScreen(page).forgotPassword.click()
    await hostedScreen(page).expectShown('Reset your password')
    await checkAccessibility(page, 'forgot password')
    await page.goBack()
    await askForReset(visitor, 'nobody@example.com')
    await checkAccessibility(page, 'reset password')
    await resetPasswordScreen(page).code.fill('123456')
    await resetPasswordScreen(page).password.fill('weak')
    await resetPasswordScreen(page).submit.click()
    await expect(resetPasswordScreen(page).summary).toBeVisible()
    await checkAccessibility(page, 'reset password, refused')
  })

  test('choosing a password and an account', async ({ visitor }) => {
    const { page } = visitor
    await openSignIn(visitor, NAMES)
    await signIn(visitor, temporaryUser('accessible'), TEMPORARY_PASSWORD)
    await newPasswordScreen(page).expectShown()
    await checkAccessibility(page, 'new password')
    const state = await openSignIn(visitor, TABS)
    await signIn(visitor, TABS.user, TABS.password)
    await receiverScreen(page).expectCode(state)
    await openSignIn(visitor, TABS, { prompt: 'select_account' })
    await hostedScreen(page).expectShown('Choose an account')
    await checkAccessibility(page, 'choose account')
  })

  test('pages without a form', async ({ visitor }) => {
    const { page, url } = visitor
    await page.goto(`${url}/${NAMES.poolId}/login`)
    await hostedScreen(page).expectShown('Where would you like to go?')
    await checkAccessibility(page, 'bookmark')
    await openSignIn(visitor, { ...TABS, redirectUri: 'https://evil.example.com/' })
    await hostedScreen(page).expectShown('This application is not set up correctly')
    await checkAccessibility(page, 'error')
    await page.goto(`${url}/${TABS.poolId}/signedOut`)
    await hostedScreen(page).expectShown('You are signed out')
    await checkAccessibility(page, 'signed out')
  })
})

test('pages for developers', async ({ visitor }) => {
  const { page, url } = visitor
  await page.goto(url)
  await checkAccessibility(page, 'start')
  await page.goto(`${url}/demo`)
  await checkAccessibility(page, 'demo, signed out')
  await openSignInFromDemo(visitor)
  await signIn(visitor, 'ada@example.com', 'Lovelace-1815')
  await demoScreen(page).expectSignedIn('ada@example.com')
  await checkAccessibility(page, 'demo, signed in')
  await page.goto(`${url}/dev/inbox`)
  await checkAccessibility(page, 'inbox')
  await page.goto(`${url}/dev/messages`)
  await checkAccessibility(page, 'messages')
})
