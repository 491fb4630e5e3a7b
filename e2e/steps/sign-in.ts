import { signInScreen } from '#e2e/screens/sign-in-screen.ts'
import type { Visitor } from '#e2e/support/test.ts'

/** Fills in the sign-in page that is shown and sends it. */
export const signIn = async ({ page }: Pick<Visitor, 'page'>, username: string, password: string): Promise<void> => {
  const screen = signInScreen(page)
  await screen.identifier.fill(username)
  await screen.password.fill(password)
  await screen.submit.click()
}
