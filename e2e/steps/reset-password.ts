import { forgotPasswordScreen, resetPasswordScreen } from '#e2e/screens/recovery-screens.ts'
import { signInScreen } from '#e2e/screens/sign-in-screen.ts'
import { waitForCode } from '#e2e/support/read-inbox.ts'
import type { Visitor } from '#e2e/support/test.ts'

/** From the sign-in page to the page that asks for code and new password. */
export const askForReset = async ({ page }: Visitor, username: string): Promise<void> => {
  const screen = forgotPasswordScreen(page)
  await signInScreen(page).forgotPassword.click()
  await screen.expectShown()
  await screen.identifier.fill(username)
  await screen.submit.click()
  await resetPasswordScreen(page).expectShown()
}

/** Types the code that was sent after `after`, and the new password. */
export const resetPassword = async ({ page, url }: Visitor, email: string, password: string, after: Date): Promise<void> => {
  const screen = resetPasswordScreen(page)
  await screen.code.fill(await waitForCode(url, email, after))
  await screen.password.fill(password)
  await screen.submit.click()
}
