import { mkdir } from 'node:fs/promises'
import { signInScreen } from './screens/sign-in-screen.ts'
import { openSignInFromDemo } from './steps/open-sign-in.ts'
import { expect, test } from './support/test.ts'

const FOLDER = 'docs/images'

/** The README's picture is what the pages look like; UPDATE_PICTURES=1 writes it anew. */
test('the sign-in page in light and in dark, side by side', async ({ visitor, browser }) => {
  const { page } = visitor
  await page.setViewportSize({ width: 640, height: 720 })
  await openSignInFromDemo(visitor)
  const shots: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(signInScreen(page).submit).toBeVisible()
    shots.push((await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64'))
  }
  expect(shots[0]).not.toBe(shots[1])
  const both = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await both.setContent(`<body style="margin:0;display:flex">${shots.map((shot) => `<img width="640" height="720" src="data:image/png;base64,${shot}">`).join('')}</body>`)
  const picture = await both.screenshot()
  expect(picture.length).toBeGreaterThan(10_000)
  if (process.env['UPDATE_PICTURES'] === '1') {
    await mkdir(FOLDER, { recursive: true })
    await both.screenshot({ path: `${FOLDER}/sign-in-light-dark.png` })
  }
  await both.close()
})
