import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'

const open = (page: Page, url: string, screen: string, state: string) => page.goto(`${url}/dev/gallery/${screen}/${state}`)

/** Answers every form of the page by nothing at all, and counts them. */
const countForms = async (page: Page): Promise<() => number> => {
  let sent = 0
  await page.route('**/hosted/**', (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    sent++
    return route.fulfill({ status: 204 })
  })
  return () => sent
}

test('a password is shown and hidden by a button that says so, keeps the caret, and is hidden again when sent', async ({ visitor: { page, url } }) => {
  await open(page, url, 'sign-in', 'hint')
  await countForms(page)
  const password = page.locator('input[name="password"]')
  const button = page.getByRole('button', { name: 'Show password' })
  await password.fill('Lovelace-1815')
  await password.evaluate((input: HTMLInputElement) => input.setSelectionRange(3, 5))
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect(password).toHaveAttribute('type', 'text')
  await expect.poll(() => password.evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd])).toEqual([3, 5])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(password).toHaveAttribute('type', 'password')
  await expect(button).toHaveAttribute('aria-pressed', 'false')
})

test('Caps Lock is told while a password is typed, and no longer', async ({ visitor: { page, url } }) => {
  await open(page, url, 'sign-in', 'calm')
  const password = page.locator('input[name="password"]')
  const type = (capsLock: boolean) => password.dispatchEvent('keydown', { key: 'a', modifierCapsLock: capsLock })
  await type(true)
  await expect(page.getByText('Caps Lock is on')).toBeVisible()
  await type(false)
  await expect(page.getByText('Caps Lock is on')).toHaveCount(0)
})

test('the rules of a password are ticked while it is typed, crossed only after leaving it, and announced in one sentence', async ({ visitor: { page, url } }) => {
  await open(page, url, 'sign-up', 'calm')
  const password = page.locator('input[name="password"]')
  const rule = (name: string) => page.locator(`[data-rule="${name}"]`)
  await expect(rule('length')).not.toHaveAttribute('data-state')
  await password.pressSequentially('Abc')
  await expect(rule('uppercase')).toHaveAttribute('data-state', 'met')
  await expect(rule('number')).not.toHaveAttribute('data-state')
  await expect(page.locator('[data-rules-status]')).toHaveText('Password requirements: 4 of 7 done')
  await password.blur()
  await expect(rule('number')).toHaveAttribute('data-state', 'unmet')
})

test('a pasted code loses its space and sends the form, once', async ({ visitor: { page, url } }) => {
  await open(page, url, 'confirm', 'calm')
  const sent = await countForms(page)
  const code = page.getByLabel('Code', { exact: true })
  await code.fill('123 456')
  await expect(code).toHaveValue('123456')
  await expect.poll(sent).toBe(1)
  await code.fill('654321')
  await page.getByRole('button', { name: 'Confirm account' }).press('Enter')
  expect(sent()).toBe(1)
})

test('another code may be asked for when the countdown is over', async ({ visitor: { page, url } }) => {
  await page.clock.install()
  await open(page, url, 'confirm', 'calm')
  const sent = await countForms(page)
  const again = page.getByRole('button', { name: 'Send a new one' })
  await expect(again).toHaveAttribute('aria-disabled', 'true')
  await again.click({ force: true })
  await page.clock.runFor(20_000)
  await expect(page.locator('time[data-countdown]')).toHaveText(/^0:0[1-7]$/)
  expect(sent()).toBe(0)
  await page.clock.runFor(8000)
  await expect(page.getByText('Look in the junk folder too', { exact: false })).toBeVisible()
  await again.click()
  await expect.poll(sent).toBe(1)
})

test('a second press does nothing, and a slow answer is explained', async ({ visitor: { page, url } }) => {
  await page.clock.install()
  await open(page, url, 'sign-in', 'hint')
  const sent = await countForms(page)
  await page.locator('input[name="password"]').fill('Lovelace-1815')
  const submit = page.getByRole('button', { name: 'Sign in' })
  await submit.click()
  await expect(submit).toHaveAttribute('aria-disabled', 'true')
  await submit.click({ force: true })
  await page.clock.runFor(8100)
  await expect(page.getByText('Still working', { exact: false })).toBeVisible()
  expect(sent()).toBe(1)
})
