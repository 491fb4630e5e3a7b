import { type CDPSession, expect, type Page } from '@playwright/test'
import { COLOR_RULES, findViolations, settle } from './find-violations.ts'

/** No violation of any rule that axe knows, in light and in dark, on the page as it is; with JavaScript off too. */
export const checkAccessibility = async (page: Page, screen: string): Promise<void> => {
  const found = (await isScripted(page)) ? await violationsOf(page) : await unscripted(page, violationsOf)
  for (const [colorScheme, violations] of Object.entries(found)) expect(violations, `${screen}, ${colorScheme}`).toEqual([])
}

const isScripted = (page: Page): Promise<boolean> => page.evaluate(() => matchMedia('(scripting: enabled)').matches)

const violationsOf = async (page: Page): Promise<Record<'light' | 'dark', string[]>> => {
  await page.emulateMedia({ colorScheme: 'light' })
  await settle(page)
  const light = await findViolations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  return { light, dark: await findViolations(page, COLOR_RULES) }
}

const sessions = new WeakMap<Page, CDPSession>()

/**
 * Axe waits for promises, and where scripts are off none is ever settled: scripts are let run while it looks. Those of the page stay
 * undone, since the browser left them out when it read the page.
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
    return await look(page)
  } finally {
    await disable(true)
  }
}
