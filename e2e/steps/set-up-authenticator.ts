import { mfaAppScreen } from '#e2e/screens/mfa-screens.ts'
import { authenticatorOf } from '#e2e/support/authenticator.ts'
import type { Visitor } from '#e2e/support/test.ts'

/** Sets up the authenticator that the page asks for, with the key that it gives for typing. */
export const setUpAuthenticator = async ({ page }: Pick<Visitor, 'page'>): Promise<ReturnType<typeof authenticatorOf>> => {
  const screen = mfaAppScreen(page)
  await screen.expectShown()
  await screen.typeKey.click()
  const authenticator = authenticatorOf(`otpauth://totp/key?secret=${(await screen.key.innerText()).replaceAll(' ', '')}`)
  await screen.code.fill(authenticator.code())
  await screen.submit.click()
  return authenticator
}
