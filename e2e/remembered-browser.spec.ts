import { accountScreen } from './screens/account-screen.ts'
import { mfaChoiceScreen, mfaCodeScreen, recoveryCodeScreen, recoveryCodesScreen } from './screens/mfa-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { addPerson, type Person } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { setUpAuthenticator } from './steps/set-up-authenticator.ts'
import { signIn } from './steps/sign-in.ts'
import { callAws } from './support/call-aws.ts'
import { REMEMBERING } from './support/factor-pools.ts'
import { expect, test, type Visitor, withAndWithoutScript } from './support/test.ts'

/** Signs in by password once more; the browser keeps all but its session. */
const begin = async (visitor: Visitor, { username, password }: Person): Promise<string> => {
  await visitor.page.context().clearCookies({ name: /\.session$/ })
  const state = await openSignIn(visitor, REMEMBERING)
  await signIn(visitor, username, password)
  return state
}

/** Somebody new who signs in once with a second step, and is about to sign in again. */
const beginWithSecondStep = async (visitor: Visitor) => {
  const { page, url } = visitor
  const ada = await addPerson(url, REMEMBERING.poolId)
  const asked = mfaCodeScreen(page)
  const first = await begin(visitor, ada)
  const authenticator = await setUpAuthenticator(visitor)
  await recoveryCodesScreen(page).pass()
  await receiverScreen(page).expectCode(first)
  const state = await begin(visitor, ada)
  await asked.expectApp()
  return { ada, asked, authenticator, state }
}

const devicesOf = async (url: string, { username }: Person) =>
  (await callAws(url, 'AdminListDevices', { UserPoolId: REMEMBERING.poolId, Username: username }))['Devices'] as { DeviceKey: string; DeviceAttributes: { Name: string; Value: string }[] }[]

withAndWithoutScript(() => {
  test('a browser that is to be remembered is asked for no code, until it is forgotten', async ({ visitor }) => {
    const { page, url } = visitor
    const { ada, asked, authenticator, state } = await beginWithSecondStep(visitor)
    await expect(asked.remember).not.toBeChecked()
    await checkAccessibility(page, 'remember this browser')
    await asked.remember.check()
    await asked.code.fill(authenticator.wrongCode())
    await asked.submit.click()
    await asked.expectRefused('That code is not right')
    await expect(asked.remember, 'what was ticked stays ticked').toBeChecked()
    await asked.code.fill(authenticator.code(1))
    await asked.submit.click()
    await receiverScreen(page).expectCode(state)

    await receiverScreen(page).expectCode(await begin(visitor, ada))
    const [device] = await devicesOf(url, ada)
    expect(device?.DeviceAttributes.find(({ Name }) => Name === 'device_name')?.Value).toMatch(/Linux|macOS|Windows/)
    for (const cookie of await page.context().cookies()) {
      if (/\.(?:device|known)/.test(cookie.name)) expect([cookie.httpOnly, cookie.sameSite, cookie.path]).toEqual([true, 'Lax', '/'])
    }

    await callAws(url, 'AdminForgetDevice', { UserPoolId: REMEMBERING.poolId, Username: ada.username, DeviceKey: device?.DeviceKey })
    await begin(visitor, ada)
    await asked.expectApp()
  })

  test('a recovery code can have a browser remembered too', async ({ visitor }) => {
    const { page, url } = visitor
    const ada = await addPerson(url, REMEMBERING.poolId)
    const [shown, recovery] = [recoveryCodesScreen(page), recoveryCodeScreen(page)]
    let state = await begin(visitor, ada)
    await setUpAuthenticator(visitor)
    await shown.expectShown()
    const [code = ''] = await shown.codes.allInnerTexts()
    await shown.kept.click()
    await receiverScreen(page).expectCode(state)
    state = await begin(visitor, ada)
    await mfaCodeScreen(page).another.click()
    await mfaChoiceScreen(page).recoveryCode.click()
    await recovery.code.fill(code)
    await page.getByRole('checkbox', { name: /^Remember this browser/ }).check()
    await checkAccessibility(page, 'recovery code, remember')
    await recovery.submit.click()
    await receiverScreen(page).expectCode(state)
    state = await begin(visitor, ada)
    await receiverScreen(page).expectCode(state)
  })

  test('a browser that is remembered stands in the account, is called otherwise there, and forgotten', async ({ visitor }) => {
    const { page, url } = visitor
    const { ada, asked, authenticator, state } = await beginWithSecondStep(visitor)
    await asked.remember.check()
    await asked.code.fill(authenticator.code(1))
    await asked.submit.click()
    await receiverScreen(page).expectCode(state)

    const devices = accountScreen(page).panel('Remembered devices')
    await page.goto(`${url}/${REMEMBERING.poolId}/account/sessions`)
    await expect(devices).toContainText('Skips the second step')
    await devices.getByText('Rename').first().click()
    await devices.getByLabel('Name of the device').fill('Kitchen laptop')
    await devices.getByRole('button', { name: /^Save/ }).click()
    await expect(devices.getByRole('listitem')).toContainText('Kitchen laptop')
    await checkAccessibility(page, 'a device of the account')
    await devices.getByRole('button', { name: /^Forget/ }).click()
    await expect(devices).toContainText('None are remembered.')
    await begin(visitor, ada)
    await asked.expectApp()
  })
})
