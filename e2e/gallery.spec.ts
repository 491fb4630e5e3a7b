import { GALLERY } from '#src/contracts/hosted/fixtures/gallery.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { expect, test } from './support/test.ts'

const everyState = Object.entries(GALLERY).flatMap(([screen, states]) => Object.keys(states).map((state): [string, string] => [screen, state]))

test('nothing is wider than 320 pixels, in any state of any screen', async ({ visitor: { page, url } }) => {
  test.setTimeout(180_000)
  await page.setViewportSize({ width: 320, height: 640 })
  const tooWide: string[] = []
  for (const [screen, state] of everyState) {
    await page.goto(`${url}/dev/gallery/${screen}/${state}`)
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > 320) tooWide.push(`${screen}/${state}`)
  }
  expect(tooWide).toEqual([])
})

for (const screen of Object.keys(GALLERY)) {
  test(`every state of ${screen} is accessible, in light and in dark`, async ({ visitor: { page, url } }) => {
    test.setTimeout(180_000)
    for (const [, state] of everyState.filter(([of]) => of === screen)) {
      await page.goto(`${url}/dev/gallery/${screen}/${state}`)
      await checkAccessibility(page, `${screen}/${state}`)
    }
  })
}
