import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** No violation of any rule that axe knows, in light and in dark, on the page as it is. */
export const checkAccessibility = async (page: Page, screen: string): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours fade into each other: half-way they are neither.
    await page.evaluate(() => {
      // What is folded away is not drawn, so it never gets to its end.
      const drawn = document.getAnimations().filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true)
      return Promise.all(drawn.map((animation) => animation.finished))
    })
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
    expect(found, `${screen}, ${colorScheme}`).toEqual([])
  }
}
