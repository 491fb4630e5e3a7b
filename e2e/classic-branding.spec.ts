import type { Page } from '@playwright/test'
import { signInScreen } from './screens/sign-in-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { makeClassicClient } from './steps/make-classic-client.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { expect, test } from './support/test.ts'

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 320, height: 640 }
const LOGO = { width: 320, height: 100 }

/** Every class restyled, and with little regard for contrast. */
const STRONG = `
.background-customizable{background-color:#1b0f2e}
.banner-customizable{background-color:#ffb703;padding:18px 20px;border-radius:8px}
.logo-customizable{max-width:60%;max-height:40%}
.label-customizable{color:#999;font-weight:700;text-transform:uppercase;font-size:12px;letter-spacing:.5px}
.textDescription-customizable{color:#ccc;font-size:15px}
.idpDescription-customizable{color:#ccc}
.inputField-customizable{height:52px;border:2px solid #eee;background-color:#fff8e7;color:#777;border-radius:2px;padding:4px 10px;width:100%}
.inputField-customizable:focus{border-color:#fb8500;outline:0}
.submitButton-customizable{background-color:#fb8500;color:#fff;border-radius:30px;height:54px;text-transform:uppercase}
.submitButton-customizable:hover{background-color:#ffb703;color:#fff}
.idpButton-customizable{background:#023047;color:#8ecae6;border-color:#023047}
.errorMessage-customizable{border:3px dashed #f00;background:#fee;color:#f66}
.redirect-customizable{text-align:right}
.legalText-customizable{color:#bbb}`

/** Light, clear, and hardly to be read. */
const PALE = '.submitButton-customizable{background-color:#ffee58}.label-customizable{color:#eee}.inputField-customizable{border:1px solid #fff;color:#fafafa}.errorMessage-customizable{color:#ffcdd2}'

/** It says more than where it may: nothing of this reaches the page. */
const GREEDY = '.label-customizable{display:none;color:transparent;position:absolute}.inputField-customizable{height:2px;width:1px}.submitButton-customizable{margin:-200px;font-size:0;letter-spacing:-2em}.inputField-customizable:focus{outline:none}.errorMessage-customizable{max-height:0}'

const css = (page: Page, selector: string, property: string): Promise<string> => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)
const overflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const [name, sheet] of [['strong', STRONG], ['pale', PALE], ['greedy', GREEDY]] as const) {
  test(`a ${name} style sheet leaves the pages to be read and used`, async ({ visitor: { page, url, receiver } }) => {
    const client = await makeClassicClient(url, receiver, sheet, LOGO)
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport)
      await page.goto(authorizeUrl(url, client))
      const { identifier, password, submit } = signInScreen(page)
      await checkAccessibility(page, `${name} ${viewport.width}`)
      for (const control of [identifier, password, submit]) expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(40)
      await identifier.focus()
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid')
      await identifier.fill('nobody@example.com')
      await password.fill('wrong')
      await submit.click()
      await expect(page.locator('.errorMessage-customizable')).toBeVisible()
      await checkAccessibility(page, `${name} ${viewport.width}, refused`)
      expect(await overflow(page)).toBe(0)
    }
  })
}

test('what the classes say is what the elements look like', async ({ visitor: { page, url, receiver } }) => {
  const client = await makeClassicClient(url, receiver, STRONG, LOGO)
  await page.setViewportSize(WIDE)
  await page.goto(authorizeUrl(url, client))
  expect(await css(page, 'body', 'background-color')).toBe('rgb(27, 15, 46)')
  expect(await css(page, '.banner-customizable', 'background-color')).toBe('rgb(255, 183, 3)')
  expect(await css(page, '.submitButton-customizable', 'background-color')).toBe('rgb(251, 133, 0)')
  expect(await css(page, '.submitButton-customizable', 'border-radius')).toBe('30px')
  expect(await css(page, '.label-customizable', 'text-transform')).toBe('uppercase')
  expect(await css(page, '.inputField-customizable', 'background-color')).toBe('rgb(255, 248, 231)')
  expect((await page.locator('.inputField-customizable').first().boundingBox())?.height).toBe(52)
  const logo = page.locator('img.logo-customizable')
  expect(await logo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320)
  expect((await logo.boundingBox())?.height).toBeCloseTo(71.2, 0)
  // The code field keeps its slots.
  expect(await page.locator('link[rel=stylesheet][href*="/branding/"]').count()).toBe(1)
})

test('other pages of the pool look the same', async ({ visitor: { page, url, receiver } }) => {
  const client = await makeClassicClient(url, receiver, STRONG, LOGO)
  await page.goto(authorizeUrl(url, client))
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible()
  expect(await css(page, '.submitButton-customizable', 'background-color')).toBe('rgb(251, 133, 0)')
  await checkAccessibility(page, 'sign-up')
  await page.goto(authorizeUrl(url, client))
  await page.getByRole('link', { name: 'Forgot password?' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reset your password')
  expect(await css(page, '.banner-customizable', 'background-color')).toBe('rgb(255, 183, 3)')
  await checkAccessibility(page, 'forgot password')
})
