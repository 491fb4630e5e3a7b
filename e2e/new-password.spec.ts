import { newPasswordScreen } from './screens/recovery-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { NAMES, TEMPORARY_PASSWORD, temporaryUser } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('an invited person chooses a password, says what is missing, and arrives', async ({ visitor }) => {
    const { page, script } = visitor
    const username = temporaryUser(script ? 'with-script' : 'without-script')
    const screen = newPasswordScreen(page)
    const state = await openSignIn(visitor, NAMES)
    await signIn(visitor, username, TEMPORARY_PASSWORD)
    await screen.expectShown()
    await screen.password.fill('Compiler-1952')
    await screen.attribute('birthdate').fill('1906-12-09')
    // Without the attribute the pool asks for, the browser itself sends nothing; the server would refuse as well.
    await page.locator('form[data-form], form').first().evaluate((form: HTMLFormElement) => { form.noValidate = true })
    await screen.submit.click()
    await expect(screen.summary).toBeVisible()
    await expect(screen.attribute('given_name')).toHaveAttribute('aria-invalid', 'true')
    await expect(screen.attribute('birthdate')).toHaveValue('1906-12-09')
    await screen.attribute('given_name').fill('Grace')
    await screen.password.fill('Compiler-1952')
    await screen.submit.click()
    await receiverScreen(page).expectCode(state)
    // The temporary password is over.
    await page.context().clearCookies()
    await openSignIn(visitor, NAMES)
    await signIn(visitor, username, TEMPORARY_PASSWORD)
    await signInScreen(page).expectWrongCredentials(username)
  })
})
