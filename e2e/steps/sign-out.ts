import { demoScreen } from '#e2e/screens/demo-screen.ts'
import type { Visitor } from '#e2e/support/test.ts'

/** Signs out of the demo and of the pool; comes back to the demo. */
export const signOutOfDemo = async ({ page, url }: Visitor): Promise<void> => {
  const demo = demoScreen(page)
  await demo.signOut.click()
  await page.waitForURL(`${url}/demo`)
  await demo.expectSignedOut()
}
