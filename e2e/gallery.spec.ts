import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import { PSEUDO_LOCALE } from '#src/contracts/messages/catalogues.ts'
import type { Screen } from '#src/contracts/hosted/screens.ts'
import { beyondThePage } from './steps/beyond-the-page.ts'
import { drawTextAsBoxes, looksOf, type Look } from './steps/describe-looks.ts'
import { COLOR_RULES, findViolations, settle } from './steps/find-violations.ts'
import { expect, test } from './support/test.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 320, height: 640 }

// Any worker takes any screen. What fades is there at once: half-way colours are neither.
test.describe.configure({ mode: 'parallel' })
test.use({ viewport: WIDE, trace: 'off', contextOptions: { reducedMotion: 'reduce' } })

for (const screen of Object.keys(GALLERY) as Screen[]) {
  test(`${screen}: every state is accessible, fits 320 pixels and looks as it did`, async ({ visitor: { page, url } }) => {
    test.setTimeout(900_000)
    const looks: string[] = []
    const colors = new Set<string>()
    for (const state of Object.keys(GALLERY[screen])) {
      const address = `${url}/dev/gallery/${screen}/${state}`
      await open(page, address)
      await checkAllLights(page, state)
      looks.push(await lookAt(page, state, colors))
      await open(page, `${address}?lang=ar`)
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      await checkAllLights(page, `${state}, from right to left`)
      // Still narrow: words 1.6 times as long.
      await open(page, `${address}?lang=${PSEUDO_LOCALE}`)
      expect.soft(await beyondThePage(page), `${state}, long words`).toEqual([])
    }
    expect([...looks, `colours\n${[...colors].sort().join('\n')}\n`].join('\n')).toMatchSnapshot(`${screen}.txt`)
  })
}

async function open(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address)
  expect(answer?.status(), address).toBe(200)
}

/**
 * Wide and narrow, light and dark, on one loading. All rules run once for each width; with the other colours only those that look at colours: nothing
 * comes, goes or moves with them (`lookAt` holds that).
 */
async function checkAllLights(page: Page, name: string): Promise<void> {
  for (const viewport of [WIDE, NARROW]) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      const violations = await findViolations(page, colorScheme === 'light' ? undefined : COLOR_RULES)
      expect.soft(violations, `${name}, ${viewport.width} pixels, ${colorScheme}`).toEqual([])
    }
  }
  expect.soft(await beyondThePage(page), name).toEqual([])
}

/** Every part of the page, narrow and wide, one a line; adds the colours of each, light and dark. */
async function lookAt(page: Page, state: string, colors: Set<string>): Promise<string> {
  await drawTextAsBoxes(page)
  const look = async (viewport: typeof WIDE, colorScheme: 'light' | 'dark'): Promise<Look[]> => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    return looksOf(page)
  }
  const [narrow, dark, wide] = [await look(NARROW, 'light'), await look(NARROW, 'dark'), await look(WIDE, 'light')]
  const shapeOf = (looks: readonly Look[]): string[] => looks.map(({ part, place }) => `${part} ${place}`)
  expect.soft(shapeOf(dark), `${state}: the dark page has the shape of the light one`).toEqual(shapeOf(narrow))
  const colored = narrow.map(({ part, colors: light }, index) => `${part} ${light} | ${dark[index]?.colors}`)
  for (const line of colored) colors.add(line)
  const places = narrow.map(({ part, place }, index) => `${part} ${place} | ${wide[index]?.place}`)
  return [`${state} (colours ${createHash('sha256').update(colored.join('\n')).digest('hex').slice(0, 8)})`, ...places, ''].join('\n')
}
