import { demoScreen } from './screens/demo-screen.ts'
import { openSignInFromDemo } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { DEMO_POOL_ID } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

withAndWithoutScript(() => {
  test('the demo shows what is in both tokens, in words', async ({ visitor }) => {
    const { page, url } = visitor
    const demo = demoScreen(page)
    await openSignInFromDemo(visitor)
    await signIn(visitor, 'ada@example.com', 'Lovelace-1815')
    await demo.expectSignedIn('ada@example.com')
    await expect(demo.claim('ID token', 'iss')).toHaveText(`${url}/${DEMO_POOL_ID}`)
    await expect(demo.claim('ID token', 'aud')).toHaveText('demoweb')
    await expect(demo.claim('ID token', 'cognito:groups')).toHaveText('admins')
    await expect(demo.claim('Access token', 'client_id')).toHaveText('demoweb')
    await expect(demo.claim('Access token', 'scope')).toContainText('openid')
    await expect(page.getByText('kept in the encrypted session cookie')).toBeVisible()
  })

  test('nothing on the demo is wider than a small phone', async ({ visitor }) => {
    const { page } = visitor
    await page.setViewportSize({ width: 320, height: 640 })
    await openSignInFromDemo(visitor)
    await signIn(visitor, 'ada@example.com', 'Lovelace-1815')
    await demoScreen(page).expectSignedIn('ada@example.com')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
})

test('an answer that belongs to no sign-in is refused, and the demo says why', async ({ visitor }) => {
  const { page, url } = visitor
  await page.goto(`${url}/demo/api/auth/callback/poolhouse?code=forged&state=forged`)
  await expect(page).toHaveURL(`${url}/demo?error=OAuthCallback`)
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toContainText('OAuthCallback')
  await demoScreen(page).expectSignedOut()
})

test('fresh tokens belong to the same sign-in', async ({ visitor }) => {
  const { page } = visitor
  const demo = demoScreen(page)
  await openSignInFromDemo(visitor)
  await signIn(visitor, 'ada@example.com', 'Lovelace-1815')
  await demo.expectSignedIn('ada@example.com')
  const [id, origin] = [demo.claim('Access token', 'jti'), demo.claim('Access token', 'origin_jti')]
  const [firstId, firstOrigin] = [await id.innerText(), await origin.innerText()]
  await demo.refresh.click()
  await expect(page.getByText('The tokens below are fresh.')).toBeVisible()
  await expect(id).not.toHaveText(firstId)
  await expect(origin).toHaveText(firstOrigin)
})

test('another site cannot sign people out of the demo', async ({ visitor }) => {
  const answer = await fetch(`${visitor.url}/demo/sign-out`, { method: 'POST', redirect: 'manual', headers: { origin: 'https://evil.example.com' } })
  expect(answer.status).toBe(403)
})
