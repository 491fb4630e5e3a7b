import { confirmScreen } from '#e2e/screens/confirm-screen.ts'
import { signInScreen } from '#e2e/screens/sign-in-screen.ts'
import { signUpScreen } from '#e2e/screens/sign-up-screen.ts'
import { waitForCode } from '#e2e/support/read-inbox.ts'
import type { Visitor } from '#e2e/support/test.ts'

type NewAccount = { readonly email: string; readonly password: string; readonly attributes?: Readonly<Record<string, string>> }

/** From the sign-in page to the page that asks for the code. */
export const signUp = async ({ page }: Visitor, { email, password, attributes = {} }: NewAccount): Promise<void> => {
  const screen = signUpScreen(page)
  await signInScreen(page).createAccount.click()
  await screen.expectShown()
  await screen.attribute('email').fill(email)
  for (const [name, value] of Object.entries(attributes)) await screen.attribute(name).fill(value)
  await screen.password.fill(password)
  await screen.submit.click()
}

/** Types the code; with script the sixth digit sends the form by itself. */
export const enterCode = async ({ page, script }: Visitor, code: string): Promise<void> => {
  const screen = confirmScreen(page)
  await screen.code.fill(code)
  if (!script) await screen.submit.click()
}

/** Types the code from the newest message to the address. */
export const confirmByCode = async (visitor: Visitor, email: string, after?: Date): Promise<void> => {
  await confirmScreen(visitor.page).expectShown()
  await enterCode(visitor, await waitForCode(visitor.url, email, after))
}
