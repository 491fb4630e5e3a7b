import { expect, type Page } from '@playwright/test'

/** What the receiving application shows. */
export const receiverScreen = (page: Page) => ({
  /** A code came back, and the state that was sent. */
  async expectCode(state: string): Promise<void> {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Received at /callback')
    await expect(page.locator('[data-parameter="state"]')).toHaveText(state)
    await expect(page.locator('[data-parameter="code"]')).toHaveText(/^\S{16,}$/)
  },
})
