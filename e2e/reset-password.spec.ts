import { demoScreen } from './screens/demo-screen.ts'
import { resetPasswordScreen } from './screens/recovery-screens.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { createAccount } from './steps/create-account.ts'
import { openSignInFromDemo } from './steps/open-sign-in.ts'
import { askForReset, resetPassword } from './steps/reset-password.ts'
import { signIn } from './steps/sign-in.ts'
import { signOutOfDemo } from './steps/sign-out.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('a forgotten password is replaced, and only the new one works', async ({ visitor }) => {
    const account = await createAccount(visitor)
    const screen = signInScreen(visitor.page)
    const before = new Date()
    await openSignInFromDemo(visitor)
    await askForReset(visitor, account.email)
    await resetPassword(visitor, account.email, 'Difference-Engine-2', before)
    await demoScreen(visitor.page).expectSignedIn(account.email)
    await signOutOfDemo(visitor)
    await openSignInFromDemo(visitor)
    await signIn(visitor, account.email, account.password)
    await screen.expectWrongCredentials(account.email)
    await signIn(visitor, account.email, 'Difference-Engine-2')
    await demoScreen(visitor.page).expectSignedIn(account.email)
  })

  test('a password the pool refuses keeps the code that was typed', async ({ visitor }) => {
    const account = await createAccount(visitor)
    const screen = resetPasswordScreen(visitor.page)
    const before = new Date()
    await openSignInFromDemo(visitor)
    await askForReset(visitor, account.email)
    await resetPassword(visitor, account.email, 'weak', before)
    await expect(screen.summary).toBeVisible()
    await expect(screen.code).toHaveValue(/^\d{6}$/)
    await screen.password.fill('Difference-Engine-3')
    await screen.submit.click()
    await demoScreen(visitor.page).expectSignedIn(account.email)
  })

  test('nobody learns from the pages whether an account exists', async ({ visitor }) => {
    const account = await createAccount(visitor)
    const seen: string[] = []
    for (const email of [account.email, newAddress('nobody')]) {
      await openSignInFromDemo(visitor)
      await askForReset(visitor, email)
      const text = await visitor.page.locator('main').innerText()
      seen.push(text.replaceAll(email, 'X').replaceAll(/\S+\*+@\S+/g, 'MASKED').replaceAll(/\d+:\d\d/g, 'TIME'))
    }
    expect(seen[1]).toBe(seen[0])
  })
})
