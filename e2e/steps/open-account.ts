import { signInScreen } from '#e2e/screens/sign-in-screen.ts'
import type { Visitor } from '#e2e/support/test.ts'
import { signIn } from './sign-in.ts'

/** Opens a page of a pool's account portal, and signs in on the way. */
export const openAccount = async ({ page, url }: Pick<Visitor, 'page' | 'url'>, poolId: string, person: { username: string; password: string }, path = ''): Promise<void> => {
  await page.goto(`${url}/${poolId}/account${path}`)
  await signInScreen(page).expectShown()
  await signIn({ page }, person.username, person.password)
}
