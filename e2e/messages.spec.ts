import { rawRequest } from './support/raw-request.ts'
import { TABS } from './support/test-seed.ts'
import { expect, test } from './support/test.ts'

test('a developer looks at a message in another language, and sends it as a test', async ({ visitor: { page, url } }) => {
  await page.goto(`${url}/dev/messages?pool=${TABS.poolId}`)
  await page.getByRole('combobox', { name: 'Message', exact: true }).selectOption('forgotPassword')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toContainText('Passwort')
  const mail = page.frameLocator('iframe')
  await expect(mail.locator('html')).toHaveAttribute('lang', 'de')
  await expect(mail.getByText('123456')).toBeVisible()
  const to = `operator-${Date.now()}@example.com`
  await page.getByLabel('Address or number').fill(to)
  await page.getByRole('button', { name: 'Send as a test' }).click()
  await expect(page).toHaveURL(`${url}/dev/inbox?to=${encodeURIComponent(to)}`)
  await expect(page.getByRole('heading', { level: 2 })).toContainText('Testnachricht:')
})

test('no other page can have a test sent, and what does not exist is not found', async ({ installation: { url } }) => {
  const body = new URLSearchParams({ pool: TABS.poolId, to: 'ada@example.com' }).toString()
  for (const origin of [undefined, 'null', 'https://evil.example.com']) {
    const answer = await rawRequest(`${url}/dev/messages/test`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin === undefined ? {} : { origin }) }, body })
    expect(answer.status, origin ?? 'no origin').toBe(403)
  }
  for (const path of ['/dev/messages?pool=us-east-1_Nothing', '/dev/messages/html?pool=us-east-1_Nothing']) expect((await rawRequest(url + path, {})).status, path).toBe(404)
  const framed = await rawRequest(`${url}/dev/messages/html?pool=${TABS.poolId}`, {})
  expect(framed.headers['content-security-policy']).toContain("sandbox; default-src 'none'")
})
