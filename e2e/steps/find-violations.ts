import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const require = createRequire(import.meta.url)
/** The engine, of the version that its binding for Playwright brings. */
const { source } = createRequire(require.resolve('@axe-core/playwright'))('axe-core') as { source: string }

/** Rules whose answer can change with the colours alone. */
export const COLOR_RULES = ['color-contrast', 'link-in-text-block'] as const

type Engine = {
  run(context: Document, options: object): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[] }[] }[] }>
}

/** Brings the engine into the page as it is now; it lasts until the page is left. */
export const bringAxe = (page: Page): Promise<void> => page.evaluate(`if (!('axe' in window)) { ${source} }`)

/**
 * What axe finds in the page: every rule for WCAG 2.2 AA and the good practices, or only those named. The engine's binding for Playwright opens
 * another page each time to put frames together, which takes longer than all rules do, so it is asked only where there are frames.
 */
export const findViolations = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  if ((await page.locator('iframe, frame').count()) > 0) return findAmongFrames(page, only)
  await bringAxe(page)
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Engine }
    // An open list of languages lies over what is below it until it is closed: what it covers is no target then.
    const chosen = rules === undefined ? { rules: { 'target-size': { enabled: document.querySelector('.id-languages[open]') === null } } } : { runOnly: { type: 'rule', values: rules } }
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }, only === undefined ? undefined : [...only])
}

const findAmongFrames = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (only === undefined ? axe.options({ rules: { 'target-size': { enabled: true } } }) : axe.withRules([...only])).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** Resolves when nothing that is drawn moves or fades any more: half-way colours are neither. */
export const settle = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    // What is folded away is not drawn, so it never gets to its end.
    const drawn = document.getAnimations().filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true)
    return Promise.all(drawn.map((animation) => animation.finished))
  })
}
