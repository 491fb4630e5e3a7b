import { expect, type Locator, type Page } from '@playwright/test'
import { hostedScreen } from './hosted-screen.ts'

/** A page of the account portal. */
export const accountScreen = (page: Page) => ({
  ...hostedScreen(page),
  navigation: page.getByRole('navigation', { name: 'Your account' }),
  signOut: page.getByRole('link', { name: 'Sign out', exact: true }),
  field: (label: string): Locator => page.getByLabel(label, { exact: true }),
  /** One matter of the page. */
  panel: (title: string): Locator => page.getByRole('region', { name: title }),
  code: page.getByLabel('Code', { exact: true }),
  async go(section: string): Promise<void> {
    await this.navigation.getByRole('link', { name: section, exact: true }).click()
    await expect(this.navigation.getByRole('link', { name: section, exact: true })).toHaveAttribute('aria-current', 'page')
  },
})
