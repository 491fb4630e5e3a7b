import { hostedScreen } from './screens/hosted-screen.ts'
import { mfaChoiceScreen, mfaCodeScreen } from './screens/mfa-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { addPerson } from './steps/add-person.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { callAws } from './support/call-aws.ts'
import { CHOOSING } from './support/factor-pools.ts'
import { waitForCode } from './support/read-inbox.ts'
import { expect, newAddress, test, type Visitor, withAndWithoutScript } from './support/test.ts'

/** Level and factors in the ID token of the code that the receiver shows. */
const provenBy = async ({ page, url, receiver }: Visitor): Promise<unknown[]> => {
  const form = { grant_type: 'authorization_code', client_id: CHOOSING.clientId, redirect_uri: `${receiver}/callback`, code: new URL(page.url()).searchParams.get('code') ?? '' }
  const answer = await fetch(`${url}/${CHOOSING.poolId}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) })
  const { id_token: token } = (await answer.json()) as { id_token: string }
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  return [claims['acr'], claims['amr']]
}

withAndWithoutScript(() => {
  test('an application asks for a level: the person goes on as who they are, and gives what is missing alone', async ({ visitor }) => {
    const { page, url, script } = visitor
    const email = newAddress()
    const ada = await addPerson(url, CHOOSING.poolId, { email, email_verified: 'true' })
    let state = await openSignIn(visitor, CHOOSING)
    await signIn(visitor, ada.username, ada.password)
    await mfaChoiceScreen(page).notNow.click()
    await receiverScreen(page).expectCode(state)
    expect(await provenBy(visitor)).toEqual(['urn:cognito:loa:1', ['pwd']])
    await callAws(url, 'AdminSetUserMFAPreference', { UserPoolId: CHOOSING.poolId, Username: ada.username, EmailMfaSettings: { Enabled: true } })
    state = await openSignIn(visitor, CHOOSING, { acr_values: 'urn:cognito:loa:3' })
    await hostedScreen(page).expectShown('Choose an account')
    await checkAccessibility(page, 'a level is asked for')
    await page.getByRole('button', { name: /^Continue as/ }).click()
    const asked = mfaCodeScreen(page)
    await asked.expectMail()
    await checkAccessibility(page, 'the code that raises the level')
    await asked.code.fill(await waitForCode(url, email))
    if (!script) await asked.submit.click()
    await receiverScreen(page).expectCode(state)
    expect(await provenBy(visitor)).toEqual(['urn:cognito:loa:3', ['pwd', 'email_otp', 'mfa']])
    state = await openSignIn(visitor, CHOOSING, { acr_values: 'urn:cognito:loa:3' })
    await receiverScreen(page).expectCode(state)
  })

  test('a level that somebody cannot reach is told to the application', async ({ visitor }) => {
    const { page, url } = visitor
    const ada = await addPerson(url, CHOOSING.poolId)
    await openSignIn(visitor, CHOOSING, { acr_values: 'urn:cognito:loa:4' })
    await signIn(visitor, ada.username, ada.password)
    await expect(page.locator('[data-parameter="error"]')).toHaveText('unmet_authentication_requirements')
  })
})
