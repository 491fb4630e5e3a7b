import { demoScreen } from '#e2e/screens/demo-screen.ts'
import { signInScreen } from '#e2e/screens/sign-in-screen.ts'
import { authorizeUrl } from '#e2e/support/authorize-url.ts'
import type { Visitor } from '#e2e/support/test.ts'

/** From the demo application to the pool's sign-in page, as next-auth leads there. */
export const openSignInFromDemo = async ({ page, url, script }: Visitor): Promise<void> => {
  const demo = demoScreen(page)
  await page.goto(`${url}/demo`)
  await demo.signIn.click()
  if (!script) await demo.signInWithoutScript.click()
  await signInScreen(page).expectShown()
}

/** From the receiving application to a pool's sign-in page; returns the state that must come back. */
export const openSignIn = async ({ page, url, receiver }: Visitor, client: { poolId: string; clientId: string; redirectUri?: string }, extra: Readonly<Record<string, string>> = {}): Promise<string> => {
  const state = crypto.randomUUID()
  await page.goto(authorizeUrl(url, { redirectUri: `${receiver}/callback`, ...client, ...extra, state }))
  return state
}
