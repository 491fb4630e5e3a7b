import { expect, test as base, type Page } from '@playwright/test'
import { hostedScreen } from './screens/hosted-screen.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { ASKING, startAskingInstallation, type AskingInstallation } from './support/asking-installation.ts'
import { authorizeUrl } from './support/authorize-url.ts'
import { callAws } from './support/call-aws.ts'
import { newAddress } from './support/test.ts'

const test = base.extend<object, { asking: AskingInstallation }>({
  asking: [async ({}, use) => {
    const asking = await startAskingInstallation()
    await use(asking)
    await asking.dispose()
  }, { scope: 'worker', timeout: 600_000 }],
})

/** Somebody new at the first question; returns the state that must come back. */
const begin = async (page: Page, { poolhouse, receiver }: AskingInstallation): Promise<string> => {
  const email = newAddress()
  await callAws(poolhouse.url, 'AdminCreateUser', { UserPoolId: ASKING.poolId, Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }] })
  await callAws(poolhouse.url, 'AdminSetUserPassword', { UserPoolId: ASKING.poolId, Username: email, Password: 'Analytical-1843', Permanent: true })
  const state = crypto.randomUUID()
  await page.goto(authorizeUrl(poolhouse.url, { ...ASKING, redirectUri: `${receiver.origin}/callback`, state }))
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Sign in another way' }).click()
  await hostedScreen(page).expectShown('Which colour is it?')
  return state
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('questions of the pool\'s functions, with a picture, choices and a wrong answer, sign in', async ({ page, asking }) => {
      const screen = hostedScreen(page)
      const state = await begin(page, asking)
      await checkAccessibility(page, 'a question with choices')
      expect(await page.getByAltText('One colour all over').evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth])).toEqual([true, 240])
      const link = page.getByRole('link', { name: 'About colours' })
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
      await expect(page.getByText('example.com', { exact: true })).toBeVisible()
      await screen.button('Continue').click()
      await screen.expectRefused('One thing needs your attention')
      await checkAccessibility(page, 'a question without a choice')
      await page.getByLabel('Red <b>or so</b>').check()
      await screen.button('Continue').click()
      await screen.expectShown('Six times nine?')
      await expect(page.locator('main a[href^="javascript"]')).toHaveCount(0)
      await page.getByLabel('Number').fill('54')
      await screen.button('Answer').click()
      await screen.expectRefused('That answer is not right')
      await checkAccessibility(page, 'a wrong answer')
      expect(await page.content()).not.toContain('kept-by-the-function')
      await page.getByLabel('Number').fill('42')
      await screen.button('Answer').click()
      await receiverScreen(page).expectCode(state)
    })

    test('a function that refuses is quoted as text; another way leads back to the password', async ({ page, asking }) => {
      const screen = hostedScreen(page)
      await begin(page, asking)
      await page.getByLabel('Red <b>or so</b>').check()
      await screen.button('Continue').click()
      await page.getByLabel('Number').fill('99')
      await screen.button('Answer').click()
      await screen.expectRefused('This did not work')
      await expect(page.locator('#summary')).toContainText('Not <i>that</i> one')
      await checkAccessibility(page, 'a function that refuses')
      await page.getByRole('button', { name: 'Sign in another way' }).click()
      await page.getByRole('link', { name: 'Try another way' }).click()
      await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
    })
  })
}
