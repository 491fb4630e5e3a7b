import { confirmScreen } from './screens/confirm-screen.ts'
import { demoScreen } from './screens/demo-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signUpScreen } from './screens/sign-up-screen.ts'
import { openSignInFromDemo } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { signOutOfDemo } from './steps/sign-out.ts'
import { confirmByCode, enterCode, signUp } from './steps/sign-up.ts'
import { waitForCode } from './support/read-inbox.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

const PASSWORD = 'Analytical-1843'

withAndWithoutScript(() => {
  test('a newcomer signs up, confirms by the code, is signed in, and signs out', async ({ visitor }) => {
    const email = newAddress()
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email, password: PASSWORD })
    await confirmByCode(visitor, email)
    await demoScreen(visitor.page).expectSignedIn(email)
    await signOutOfDemo(visitor)
    // Signed out of the pool as well: the next sign-in asks again.
    await openSignInFromDemo(visitor)
    await signIn(visitor, email, PASSWORD)
    await demoScreen(visitor.page).expectSignedIn(email)
  })

  test('a wrong code is said to be wrong, and the right one still works', async ({ visitor }) => {
    const email = newAddress()
    const screen = confirmScreen(visitor.page)
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email, password: PASSWORD })
    await screen.expectShown()
    await screen.code.fill('000 00')
    await screen.submit.click()
    await expect(screen.summary).toBeVisible()
    await screen.code.fill('12345')
    await screen.submit.click()
    await screen.expectRefused('That code is not right')
    // After a refusal nothing is sent by itself any more.
    await enterCode({ ...visitor, script: false }, await waitForCode(visitor.url, email))
    await demoScreen(visitor.page).expectSignedIn(email)
  })

  test('a mistyped address is changed before the account is confirmed', async ({ visitor }) => {
    const [mistyped, email] = [newAddress('mistyped'), newAddress('right')]
    const screen = confirmScreen(visitor.page)
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email: mistyped, password: PASSWORD })
    await screen.expectShown()
    await screen.code.fill('12345')
    await screen.submit.click()
    await screen.expectRefused('That code is not right')
    await screen.wrongAddress.click()
    await screen.expectChanging()
    await screen.newAddress.fill('right@example')
    await screen.saveAddress.click()
    await expect(screen.newAddress).toHaveAttribute('aria-invalid', 'true')
    await expect(screen.newAddress).toHaveValue('right@example')
    await screen.keepAddress.click()
    await screen.expectShown()
    await screen.wrongAddress.click()
    await screen.newAddress.fill(email)
    await screen.saveAddress.click()
    await confirmByCode(visitor, email)
    await demoScreen(visitor.page).expectSignedIn(email)
  })

  test('what is missing is named beside its field, and what was typed is kept', async ({ visitor }) => {
    const email = newAddress()
    const screen = signUpScreen(visitor.page)
    await openSignInFromDemo(visitor)
    await signInScreen(visitor.page).createAccount.click()
    await screen.attribute('email').fill(email)
    await screen.password.fill('short')
    await screen.submit.click()
    await expect(screen.summary).toBeVisible()
    await expect(screen.attribute('email')).toHaveValue(email)
    await expect(screen.password).toHaveAttribute('aria-invalid', 'true')
    await expect(screen.password).toHaveValue('')
    await screen.password.fill(PASSWORD)
    await screen.submit.click()
    await confirmByCode(visitor, email)
    await demoScreen(visitor.page).expectSignedIn(email)
  })

  test('who comes back before confirming is led to the code', async ({ visitor }) => {
    const email = newAddress()
    await openSignInFromDemo(visitor)
    await signUp(visitor, { email, password: PASSWORD })
    await confirmScreen(visitor.page).expectShown()
    const before = new Date()
    await openSignInFromDemo(visitor)
    await signIn(visitor, email, PASSWORD)
    await confirmByCode(visitor, email, before)
    const screen = signInScreen(visitor.page)
    await screen.expectShown()
    await expect(screen.notice).toContainText('Your account is confirmed')
    await expect(screen.identifier).toHaveValue(email)
    await signIn(visitor, email, PASSWORD)
    await demoScreen(visitor.page).expectSignedIn(email)
  })
})
