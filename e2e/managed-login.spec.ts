import type { Page } from '@playwright/test'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { drawnAsset, makeStyledClient } from './steps/make-styled-client.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { callAws } from './support/call-aws.ts'
import { expect, newAddress, test, withAndWithoutScript } from './support/test.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 320, height: 640 }

/** Where the middle of the form is, as a part of the page's width. */
const middleOf = (page: Page): Promise<number> => page.locator('form.id-form').first().evaluate((form) => {
  const { left, width } = form.getBoundingClientRect()
  return (left + width / 2) / document.documentElement.clientWidth
})

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const background = () => drawnAsset('PAGE_BACKGROUND', ['#102a43', '#f0b429'], { width: 800, height: 600 })

for (const [layout, location, from, to] of [
  ['split', { horizontal: 'START', vertical: 'CENTER' }, 0.1, 0.4],
  ['split-reversed', { horizontal: 'END', vertical: 'CENTER' }, 0.6, 0.9],
  ['centered', { horizontal: 'CENTER', vertical: 'CENTER' }, 0.49, 0.51],
  ['hero', { horizontal: 'CENTER', vertical: 'START' }, 0.49, 0.51],
] as const) {
  test(`the form stands where the style says: ${layout}`, async ({ visitor: { page, url, receiver } }) => {
    const client = await makeStyledClient(url, receiver, { categories: { form: { location }, global: { colorSchemeMode: 'DYNAMIC' } } }, [await background()])
    await page.setViewportSize(WIDE)
    await page.goto(authorizeUrl(url, client))
    const middle = await middleOf(page)
    expect(middle).toBeGreaterThan(from)
    expect(middle).toBeLessThan(to)
    const picture = layout === 'hero' ? await page.evaluate(() => getComputedStyle(document.querySelector('.id-shell') ?? document.body, '::before').backgroundImage) : await page.evaluate(() => getComputedStyle(document.body).backgroundImage)
    expect(picture).toMatch(/\/branding\/[0-9a-f]{64}\.png/)
    await checkAccessibility(page, layout)
    await page.setViewportSize(NARROW)
    expect(await overflow(page)).toBe(0)
    await checkAccessibility(page, `${layout}, narrow`)
  })
}

test('bands, logo, density and corners are the style\'s', async ({ visitor: { page, url, receiver } }) => {
  const client = await makeStyledClient(url, receiver, {
    categories: { global: { pageHeader: { enabled: true }, pageFooter: { enabled: true }, spacingDensity: 'COMPACT' } },
    components: { form: { borderRadius: 2, logo: { enabled: true, formInclusion: 'OUT', location: 'CENTER', position: 'TOP' } }, pageHeader: { logo: { enabled: true, location: 'END' } } },
    componentClasses: { buttons: { borderRadius: 23 }, input: { borderRadius: 0 } },
  }, [await drawnAsset('FORM_LOGO', ['#123456', '#654321'], { width: 160, height: 48 }), await drawnAsset('PAGE_HEADER_LOGO', ['#123456', '#654321'], { width: 160, height: 48 })])
  await page.setViewportSize(WIDE)
  await page.goto(authorizeUrl(url, client))
  const header = page.getByRole('banner')
  const logo = await header.getByRole('img').boundingBox()
  expect(logo?.x).toBeGreaterThan(900)
  const [outside, card] = [await page.locator('main > .id-brand').boundingBox(), await page.locator('.id-card').boundingBox()]
  expect((outside?.y ?? 0) + (outside?.height ?? 0)).toBeLessThanOrEqual(card?.y ?? 0)
  const css = (selector: string, property: string) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
  expect(await css('.id-card', 'border-radius')).toBe('2px')
  expect(await css('.id-primary', 'border-radius')).toBe('23px')
  expect(await css('.id-input', 'border-radius')).toBe('0px')
  expect((await page.locator('.id-input').first().boundingBox())?.height).toBe(40)
  await checkAccessibility(page, 'bands')
})

withAndWithoutScript(() => {
  test('the time that is left is said', async ({ visitor: { page, url, receiver, script } }) => {
    const client = await makeStyledClient(url, receiver, { categories: { form: { sessionTimerDisplay: 'COUNTDOWN' } } })
    await page.goto(authorizeUrl(url, client))
    const time = page.locator('.id-timer time')
    await expect(time).toHaveText(script ? /^(59|60):\d\d$/ : /^60 minutes$/)
    await checkAccessibility(page, 'timer')
  })

  test('terms that have to be agreed to are', async ({ visitor: { page, url, receiver, script } }) => {
    const client = await makeStyledClient(url, receiver, { categories: { signUp: { acceptanceElements: [{ enforcement: 'REQUIRED', textKey: 'en' }] } } })
    for (const TermsName of ['terms-of-use', 'privacy-policy']) {
      await callAws(url, 'CreateTerms', { UserPoolId: client.poolId, ClientId: client.clientId, TermsName, TermsSource: 'LINK', Enforcement: 'NONE', Links: { 'cognito:default': `https://example.com/${TermsName}` } })
    }
    await page.goto(authorizeUrl(url, { ...client, prompt: 'create' }))
    await page.getByLabel('E-mail').fill(newAddress())
    await page.locator('input[name="password"]').fill('Correct-Horse-9')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.locator('#summary')).toBeVisible()
    await expect(page.getByText('Tick this box to go on.').last()).toBeVisible()
    await checkAccessibility(page, `terms, script ${String(script)}`)
    await page.locator('input[name="password"]').fill('Correct-Horse-9')
    await page.getByRole('checkbox', { name: /I agree/ }).check()
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: /Check your/ })).toBeVisible()
  })
})

test('with script the time runs down without moving anything, and leads to a new beginning', async ({ visitor: { page, url, receiver } }) => {
  const client = await makeStyledClient(url, receiver, { categories: { form: { sessionTimerDisplay: 'COUNTDOWN' } } })
  await page.clock.install()
  await page.goto(authorizeUrl(url, client))
  const { timer, status } = { timer: page.locator('.id-timer'), status: page.locator('.id-timer [role="status"]') }
  const before = await timer.boundingBox()
  await page.clock.fastForward('55:30')
  await expect(status).toHaveText('5 minutes left to sign in.')
  await page.clock.fastForward('04:00')
  await expect(status).toHaveText('1 minute left to sign in.')
  await page.clock.fastForward('02:00')
  await expect(status).toHaveText('The time to sign in is over.')
  expect(await timer.boundingBox()).toEqual(before)
  await page.getByRole('link', { name: 'Start again' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})
