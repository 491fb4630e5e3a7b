import AxeBuilder from '@axe-core/playwright'
import { type CDPSession, expect, type Page } from '@playwright/test'

/** No violation of any rule that axe knows, in light and in dark, on the page as it is; with JavaScript off too. */
export const checkAccessibility = async (page: Page, screen: string): Promise<void> => {
  const found = (await isScripted(page)) ? await violationsOf(page, new AxeBuilder({ page })) : await unscripted(page, violationsOf)
  for (const [colorScheme, violations] of Object.entries(found)) expect(violations, `${screen}, ${colorScheme}`).toEqual([])
}

const isScripted = (page: Page): Promise<boolean> => page.evaluate(() => matchMedia('(scripting: enabled)').matches)

async function violationsOf(page: Page, axe: AxeBuilder): Promise<Record<'light' | 'dark', string[]>> {
  const found = { light: [] as string[], dark: [] as string[] }
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours fade into each other: half-way they are neither.
    await page.evaluate(() => {
      // What is folded away is not drawn, so it never gets to its end.
      const drawn = document.getAnimations().filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true)
      return Promise.all(drawn.map((animation) => animation.finished))
    })
    const { violations } = await axe.analyze()
    found[colorScheme] = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }
  return found
}

const sessions = new WeakMap<Page, CDPSession>()

/**
 * Axe waits for promises, and where scripts are off none is ever settled: scripts are let run while it looks. Those of the page stay
 * undone, since the browser left them out when it read the page. Axe's other mode needs a second page, where scripts would be off again.
 */
async function unscripted(page: Page, look: typeof violationsOf): ReturnType<typeof violationsOf> {
  // It stays open: closing it would let scripts run for good.
  const session = sessions.get(page) ?? await page.context().newCDPSession(page)
  sessions.set(page, session)
  const disable = (value: boolean) => session.send('Emulation.setScriptExecutionDisabled', { value })
  // A session can only take back what it said itself.
  await disable(true)
  await disable(false)
  try {
    return await look(page, new AxeBuilder({ page }).setLegacyMode())
  } finally {
    await disable(true)
  }
}
