import { hostedScreen } from './screens/hosted-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { signIn } from './steps/sign-in.ts'
import { TABS } from './support/test-seed.ts'
import { expect, test, withAndWithoutScript } from './support/test.ts'

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

const askForCode = async (url: string) => {
  const post = async (path: string, form: Record<string, string>): Promise<unknown> =>
    (await fetch(`${url}/${TABS.poolId}${path}`, { method: 'POST', body: new URLSearchParams({ client_id: TABS.clientId, ...form }) })).json()
  const started = (await post('/oauth2/device_authorization', { scope: 'openid' })) as { device_code: string; user_code: string; verification_uri: string; verification_uri_complete: string }
  return { ...started, poll: () => post('/oauth2/token', { grant_type: GRANT, device_code: started.device_code }) as Promise<{ id_token?: string; error?: string }> }
}

withAndWithoutScript(() => {
  test('a device is connected by the code that it shows', async ({ visitor: { page, url } }) => {
    const device = await askForCode(url)
    const screen = hostedScreen(page)
    await page.goto(device.verification_uri)
    await screen.expectShown('Connect a device')
    await page.getByLabel('Code on your device').fill('BBBB-BBBB')
    await screen.button('Continue').click()
    await screen.expectRefused('That code does not work')
    await page.getByLabel('Code on your device').fill(device.user_code)
    await screen.button('Continue').click()
    await screen.expectShown('Is this your device?')
    await expect(page.getByText(device.user_code)).toBeVisible()
    await screen.button('Yes, connect it').click()
    await signIn({ page }, TABS.user, TABS.password)
    await screen.expectShown('Your device is connected')
    expect((await device.poll()).id_token).toBeTruthy()
  })

  test('a link with the code asks all the same, and takes no for an answer', async ({ visitor: { page, url } }) => {
    const device = await askForCode(url)
    const screen = hostedScreen(page)
    await page.goto(device.verification_uri_complete)
    await expect(page.getByLabel('Code on your device')).toHaveValue(device.user_code)
    await screen.button('Continue').click()
    await screen.button('No, stop').click()
    await screen.expectShown('Nothing was connected')
    expect((await device.poll()).error).toBe('access_denied')
  })

  test('every step is accessible', async ({ visitor: { page, url } }) => {
    const device = await askForCode(url)
    const screen = hostedScreen(page)
    await page.goto(device.verification_uri_complete)
    await checkAccessibility(page, 'device, code')
    await page.getByLabel('Code on your device').fill('BBBB-BBBB')
    await screen.button('Continue').click()
    await screen.expectRefused('That code does not work')
    await checkAccessibility(page, 'device, wrong code')
    await page.getByLabel('Code on your device').fill(device.user_code)
    await screen.button('Continue').click()
    await screen.expectShown('Is this your device?')
    await checkAccessibility(page, 'device, confirm')
    await screen.button('No, stop').click()
    await screen.expectShown('Nothing was connected')
    await checkAccessibility(page, 'device, stopped')
  })
})
