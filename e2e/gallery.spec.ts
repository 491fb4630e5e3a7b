import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import { PSEUDO_LOCALE } from '#src/contracts/messages/catalogues.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { expect, test } from './support/test.ts'

const everyState = Object.entries(GALLERY).flatMap(([screen, states]) => Object.keys(states).map((state): [string, string] => [screen, state]))

// English as it is; in words 1.6 times as long; and from right to left.
for (const lang of ['en', PSEUDO_LOCALE, 'ar']) {
  test(`nothing is wider than 320 pixels, in any state of any screen (${lang})`, async ({ visitor: { page, url } }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width: 320, height: 640 })
    const tooWide: string[] = []
    for (const [screen, state] of everyState) {
      await page.goto(`${url}/dev/gallery/${screen}/${state}?lang=${lang}`)
      for (const problem of await page.evaluate(beyondThePage)) tooWide.push(`${screen}/${state}: ${problem}`)
    }
    expect(tooWide).toEqual([])
  })
}

/** What reaches beyond either side of the page, or out of its own box. */
function beyondThePage(): string[] {
  const width = document.documentElement.clientWidth
  const shown = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && element.closest('.id-hidden, .id-skip') === null)
  const beyond = shown.filter((element) => {
    const { left, right, width: own } = element.getBoundingClientRect()
    const isText = !element.matches('input, textarea, select') && getComputedStyle(element).display !== 'inline'
    return own > 0 && (left < -1 || right > width + 1 || (isText && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1))
  })
  const names = beyond.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
  return document.documentElement.scrollWidth > width ? ['the page', ...names] : names
}

for (const screen of Object.keys(GALLERY)) {
  test(`every state of ${screen} is accessible, in light and in dark`, async ({ visitor: { page, url } }) => {
    test.setTimeout(180_000)
    for (const [, state] of everyState.filter(([of]) => of === screen)) {
      await page.goto(`${url}/dev/gallery/${screen}/${state}`)
      await checkAccessibility(page, `${screen}/${state}`)
    }
  })
}
