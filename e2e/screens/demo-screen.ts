import { expect, type Page } from '@playwright/test'

export const demoScreen = (page: Page) => ({
  signIn: page.getByRole('link', { name: 'Sign in with Poolhouse' }),
  /** The button of next-auth's own page, which stands in for the script. */
  signInWithoutScript: page.getByRole('button', { name: 'Sign in with Poolhouse' }),
  signOut: page.getByRole('button', { name: 'Sign out' }),
  refresh: page.getByRole('button', { name: 'Get fresh tokens' }),
  claim: (token: 'ID token' | 'Access token', name: string) =>
    page.getByRole('table', { name: token }).getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell').first(),

  async expectSignedOut(): Promise<void> {
    await expect(this.signIn).toBeVisible()
  },

  /** Shows whose tokens they are, in both of them. */
  async expectSignedIn(email: string): Promise<void> {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hello, ')
    await expect(this.claim('ID token', 'email')).toHaveText(email)
    await expect(this.claim('Access token', 'token_use')).toHaveText('access')
  },
})
