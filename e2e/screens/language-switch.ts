import { expect, type Page } from '@playwright/test'

/** The list of languages in the footer. */
export const languageSwitch = (page: Page) => {
  const list = page.locator('.id-languages')
  return {
    /** Unfolds it; it shows the name of the language that the page is in. */
    open: async (current: string): Promise<void> => {
      await expect(list.locator('summary')).toHaveText(current)
      await list.locator('summary').click()
      await expect(list.getByRole('button')).toHaveCount(20)
    },
    choose: (name: string): Promise<void> => list.getByRole('button', { name, exact: true }).click(),
  }
}
