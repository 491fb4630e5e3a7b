import { expect, type Locator, type Page } from '@playwright/test'

/** What all hosted screens have. */
export const hostedScreen = (page: Page) => ({
  heading: page.getByRole('heading', { level: 1 }),
  summary: page.locator('#summary'),
  notice: page.getByRole('status').filter({ hasText: /\S/ }),
  button: (name: string): Locator => page.getByRole('button', { name, exact: true }),
  link: (name: string): Locator => page.getByRole('link', { name, exact: true }),

  /** The screen with this heading is shown, and nothing is wrong. */
  async expectShown(heading: string | RegExp): Promise<void> {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page.locator('#summary')).toHaveCount(0)
  },

  /** The box at the top says so, has the focus, and the title begins with "Error:". */
  async expectRefused(title: string | RegExp): Promise<void> {
    await expect(page.locator('#summary h2')).toHaveText(title)
    await expect(page).toHaveTitle(/^Error: /)
    await expect(page.locator('#summary')).toBeFocused()
  },
})
