import { createRequire } from 'node:module'
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
 * What axe finds in the page, which must have no frames: every rule for WCAG 2.2 AA and the good practices, or only those named. The engine's binding
 * for Playwright would open another page each time to put frames together, which takes longer than all rules do.
 */
export const findViolations = async (page: Page, only?: readonly string[]): Promise<string[]> => {
  await bringAxe(page)
  return page.evaluate(async (rules) => {
    if (document.querySelector('iframe, frame') !== null) throw new Error('Rules are not carried into frames.')
    const { axe } = window as unknown as { axe: Engine }
    const chosen = rules === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: { type: 'rule', values: rules } }
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }, only === undefined ? undefined : [...only])
}

/** Resolves when nothing that is drawn moves or fades any more: half-way colours are neither. */
export const settle = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    // What is folded away is not drawn, so it never gets to its end.
    const drawn = document.getAnimations().filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility() === true)
    return Promise.all(drawn.map((animation) => animation.finished))
  })
}
