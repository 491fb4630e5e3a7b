import { expect, test as base, type Page } from '@playwright/test'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { DESIGNED, startDesignInstallation, type DesignInstallation } from './support/design-installation.ts'

const test = base.extend<object, { designs: DesignInstallation }>({
  designs: [async ({}, use) => {
    const designs = await startDesignInstallation()
    await use(designs)
    await designs.dispose()
  }, { scope: 'worker', timeout: 600_000 }],
})

/** Opens the sign-in page of a client, and tells what it asked for elsewhere or was refused. */
async function openSignIn(page: Page, { poolhouse }: DesignInstallation, clientId: string, more: Record<string, string> = {}): Promise<string[]> {
  const trouble: string[] = []
  page.on('request', (request) => { if (!request.url().startsWith(poolhouse.url)) trouble.push(request.url()) })
  page.on('console', (message) => { if (message.type() === 'error') trouble.push(message.text()) })
  await page.goto(authorizeUrl(poolhouse.url, { ...DESIGNED, clientId, ...more }))
  return trouble
}

const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const [width, height] of [[1280, 800], [320, 640]] as const) {
  test(`a design has its colours, font, logo, rules and texts at ${width} pixels`, async ({ page, designs }, testInfo) => {
    await page.setViewportSize({ width, height })
    const trouble = await openSignIn(page, designs, 'whole')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back')
    expect(await styleOf(page, '.id-primary', 'background-color')).toBe('rgb(11, 122, 83)')
    expect(await styleOf(page, '.id-primary', 'text-transform')).toBe('uppercase')
    expect(await styleOf(page, '.id-lead', 'font-style')).toBe('italic')
    expect(await page.evaluate(async () => (await document.fonts.ready, [...document.fonts].filter(({ status }) => status === 'loaded').length))).toBeGreaterThan(0)
    expect(await page.locator('.id-brand img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
    await expect(page.getByRole('link', { name: 'Privacy' })).toHaveAttribute('href', 'https://example.com/privacy')
    expect(await overflow(page)).toBe(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: testInfo.outputPath(`whole-${width}-${colorScheme}.png`) })
    }
    await checkAccessibility(page, 'a whole design')
    expect(trouble).toEqual([])
  })
}

test('texts are those of the language', async ({ page, designs }) => {
  await openSignIn(page, designs, 'whole', { lang: 'de' })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Willkommen zurück')
})

for (const clientId of ['yellow', 'dark', 'gray']) {
  test(`everything can be read whatever the colours: ${clientId}`, async ({ page, designs }, testInfo) => {
    const trouble = await openSignIn(page, designs, clientId)
    await page.screenshot({ path: testInfo.outputPath(`${clientId}.png`) })
    await checkAccessibility(page, clientId)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveTitle(/^Error/)
    await page.screenshot({ path: testInfo.outputPath(`${clientId}-error.png`) })
    await checkAccessibility(page, `${clientId}, with errors`)
    expect(trouble).toEqual([])
  })
}

test('a hostile sheet hides nothing, loads nothing and takes no focus ring away', async ({ page, designs }) => {
  const trouble = await openSignIn(page, designs, 'hostile')
  const email = page.getByLabel('E-mail address')
  await email.focus()
  expect(await styleOf(page, '.id-input', 'outline-style')).toBe('solid')
  expect((await email.boundingBox())?.height).toBeGreaterThanOrEqual(40)
  const button = page.getByRole('button', { name: 'Sign in' })
  await expect(button).toBeVisible()
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
  expect(await page.title()).not.toBe('taken')
  expect(await page.locator('.id-heading').evaluate((element) => element.scrollHeight <= element.clientHeight)).toBe(true)
  const [heading, form] = await Promise.all(['.id-heading', '.id-form'].map((part) => page.locator(part).first().boundingBox()))
  expect((heading?.y ?? 0) + (heading?.height ?? 0)).toBeLessThanOrEqual(form?.y ?? 0)
  await checkAccessibility(page, 'a hostile sheet')
  expect(trouble).toEqual([])
})

test('a draft is looked at by its link alone, on every screen, and nothing can be sent from there', async ({ page, designs }, testInfo) => {
  const draft = await designs.file('draft.json', { format: 'poolhouse-branding-1', tokens: { accent: '#7a1fa2' }, texts: { en: { 'signIn.title': 'Not yet' } } })
  const [, link = ''] = await designs.run(['import', DESIGNED.poolId, draft, '--client', 'yellow'], ['preview', DESIGNED.poolId, '--client', 'yellow'])
  await openSignIn(page, designs, 'yellow')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  const answer = await page.goto(link.split('\n')[0] ?? '')
  expect(answer?.headers()['x-robots-tag']).toContain('noindex')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not yet')
  expect(await styleOf(page, '.id-primary', 'background-color')).toBe('rgb(122, 31, 162)')
  await page.locator('summary', { hasText: 'nobody can sign in here' }).click()
  await page.screenshot({ path: testInfo.outputPath('preview.png') })
  await page.getByRole('link', { name: 'mfa-code/app', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Enter your code')
  expect(await styleOf(page, '.id-primary', 'background-color')).toBe('rgb(122, 31, 162)')
  await checkAccessibility(page, 'a preview')
  expect(answer?.headers()['content-security-policy']).toContain("form-action 'none'")
})
