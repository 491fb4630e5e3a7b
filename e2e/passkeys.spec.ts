import type { Page } from '@playwright/test'
import { accountScreen } from './screens/account-screen.ts'
import { addPasskeyScreen, chooseMethodScreen, identifyScreen, passkeyButton } from './screens/first-factor-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { checkAccessibility } from './steps/check-accessibility.ts'
import { openSignIn } from './steps/open-sign-in.ts'
import { signIn } from './steps/sign-in.ts'
import { callAws } from './support/call-aws.ts'
import { KEYS, OWN_KEYS, PASSWORDLESS } from './support/passkey-pools.ts'
import { expect, newAddress, test, type Visitor } from './support/test.ts'
import { addVirtualAuthenticator, type VirtualAuthenticator } from './support/virtual-authenticator.ts'

const PASSWORD = 'Analytical-1843'

/** Somebody new in a pool, known by an address. */
const addAda = async (url: string, { poolId }: { poolId: string }): Promise<string> => {
  const email = newAddress()
  await callAws(url, 'AdminCreateUser', { UserPoolId: poolId, Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }] })
  await callAws(url, 'AdminSetUserPassword', { UserPoolId: poolId, Username: email, Password: PASSWORD, Permanent: true })
  return email
}

/** A browser whose autofill shows no passkeys: only what is pressed asks for one. */
const withoutAutofill = (page: Page) => page.addInitScript(() => {
  Object.defineProperty(PublicKeyCredential, 'isConditionalMediationAvailable', { value: () => Promise.resolve(false) })
})

/** Signs in by password and takes the passkey that is offered. */
const enrol = async (visitor: Visitor, pool: { poolId: string; clientId: string }): Promise<{ email: string; authenticator: VirtualAuthenticator }> => {
  const { page, url } = visitor
  const authenticator = await addVirtualAuthenticator(page)
  const email = await addAda(url, pool)
  const state = await openSignIn(visitor, pool)
  await signIn(visitor, email, PASSWORD)
  await addPasskeyScreen(page).expectOffered()
  await addPasskeyScreen(page).create.click()
  await receiverScreen(page).expectCode(state)
  expect(await authenticator.credentialIds()).toHaveLength(1)
  return { email, authenticator }
}

test('a passkey is offered after a password, made, and signs in by the browser\'s autofill the next time', async ({ visitor }) => {
  const { page } = visitor
  await enrol(visitor, KEYS)
  await page.context().clearCookies()
  // The authenticator answers for the person who picks it from the list of the identifier field.
  const state = await openSignIn(visitor, KEYS)
  await receiverScreen(page).expectCode(state)
})

test('where no passkey answers the page says so and stays: the password signs in, or the button another time', async ({ visitor }) => {
  const { page, url } = visitor
  await addVirtualAuthenticator(page)
  const email = await addAda(url, KEYS)
  const state = await openSignIn(visitor, KEYS)
  await checkAccessibility(page, 'sign-in with a passkey')
  await passkeyButton(page).click()
  await expect(page.getByText('No passkey was used.', { exact: false })).toBeVisible()
  await checkAccessibility(page, 'no passkey')
  await signIn(visitor, email, PASSWORD)
  await addPasskeyScreen(page).notNow.click()
  await receiverScreen(page).expectCode(state)
})

test('the button takes over from the list of the autofill that is still open', async ({ visitor }) => {
  const { page } = visitor
  const { authenticator } = await enrol(visitor, KEYS)
  await page.context().clearCookies()
  await authenticator.answer(false)
  const asked = page.waitForResponse((response) => response.url().endsWith('/hosted/passkey-options'))
  const state = await openSignIn(visitor, KEYS)
  await asked
  // Somebody is there by the time the button asks: a request that finds nobody is never answered.
  await page.route('**/hosted/passkey-options', async (route) => {
    await authenticator.answer(true)
    await route.continue()
  })
  await passkeyButton(page).click()
  await receiverScreen(page).expectCode(state)
})

test('the button signs in without a name', async ({ visitor }) => {
  const { page } = visitor
  await withoutAutofill(page)
  await enrol(visitor, KEYS)
  await page.context().clearCookies()
  const state = await openSignIn(visitor, KEYS)
  await passkeyButton(page).click()
  await receiverScreen(page).expectCode(state)
  // It was the last way that was used in this browser.
  await page.context().clearCookies({ name: `${KEYS.poolId}.session` })
  await openSignIn(visitor, KEYS)
  await expect(page.getByRole('button', { name: 'Sign in with a passkey Last used' })).toBeVisible()
})

test('"not now" goes on to the application, and is not asked again', async ({ visitor }) => {
  const { page, url } = visitor
  await addVirtualAuthenticator(page)
  const email = await addAda(url, KEYS)
  const state = await openSignIn(visitor, KEYS)
  await signIn(visitor, email, PASSWORD)
  await addPasskeyScreen(page).expectOffered()
  await checkAccessibility(page, 'offer of a passkey')
  await addPasskeyScreen(page).notNow.click()
  await receiverScreen(page).expectCode(state)
  await page.context().clearCookies()
  const again = await openSignIn(visitor, KEYS)
  await signIn(visitor, email, PASSWORD)
  await receiverScreen(page).expectCode(again)
})

test('whoever says who they are is asked for the passkey at once, and for another way if they like', async ({ visitor }) => {
  const { page, url } = visitor
  await withoutAutofill(page)
  const authenticator = await addVirtualAuthenticator(page)
  const email = await addAda(url, PASSWORDLESS)
  const choose = chooseMethodScreen(page)
  const identify = async (): Promise<string> => {
    const state = await openSignIn(visitor, PASSWORDLESS)
    await identifyScreen(page).identifier.fill(email)
    await identifyScreen(page).next.click()
    await choose.expectChoice()
    return state
  }
  await identify()
  await expect(choose.way('Passkey')).toHaveCount(0)
  await choose.password.fill(PASSWORD)
  await choose.signIn.click()
  await addPasskeyScreen(page).expectOffered()
  await addPasskeyScreen(page).create.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Received at /callback')
  await page.context().clearCookies()
  const state = await identify()
  await authenticator.answer(false)
  await choose.way('Passkey').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Use your passkey')
  await checkAccessibility(page, 'a passkey that was chosen')
  await page.getByRole('link', { name: 'Try another way' }).click()
  await choose.expectChoice()
  await authenticator.answer(true)
  await choose.way('Passkey').click()
  await receiverScreen(page).expectCode(state)
})

test('/passkeys/add gives a signed-in browser another passkey, says when the device has one already, and leads back', async ({ visitor }) => {
  const { page, url, receiver } = visitor
  await withoutAutofill(page)
  const { authenticator } = await enrol(visitor, KEYS)
  const screen = addPasskeyScreen(page)
  const address = `${url}/${KEYS.poolId}/passkeys/add?${new URLSearchParams({ client_id: KEYS.clientId, redirect_uri: `${receiver}/callback` }).toString()}`
  await page.goto(address)
  await screen.expectAskedFor()
  await checkAccessibility(page, 'a passkey to be added')
  await screen.create.click()
  await expect(page.getByText('This device already has a passkey for your account.')).toBeVisible()
  await authenticator.session.send('WebAuthn.disable')
  const other = await addVirtualAuthenticator(page)
  await screen.create.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Received at /callback')
  expect(await other.credentialIds()).toHaveLength(1)
})

test('a passkey that was removed from the account goes from the password manager too', async ({ visitor }) => {
  const { page, url } = visitor
  const { authenticator } = await enrol(visitor, KEYS)
  await page.goto(`${url}/${KEYS.poolId}/account/security`)
  const passkeys = accountScreen(page).panel('Passkeys')
  await passkeys.getByRole('button', { name: /^Remove/ }).click()
  await expect(passkeys.getByRole('button', { name: /^Remove/ })).toHaveCount(0)
  await expect.poll(() => authenticator.credentialIds()).toEqual([])
})

test('a passkey that nobody knows any more is said to be so, and goes from the password manager where the host is the pool\'s own', async ({ visitor }) => {
  const { page, url, receiver } = visitor
  await withoutAutofill(page)
  const own = new URL(url)
  own.hostname = `${OWN_KEYS.domain}.auth.localhost`
  const authenticator = await addVirtualAuthenticator(page)
  const email = await addAda(url, OWN_KEYS)
  const query = new URLSearchParams({ response_type: 'code', client_id: OWN_KEYS.clientId, redirect_uri: `${receiver}/callback`, scope: 'openid', state: 's' })
  const open = () => page.goto(`${own.origin}/oauth2/authorize?${query.toString()}`)
  await open()
  await signIn(visitor, email, PASSWORD)
  await addPasskeyScreen(page).create.click()
  await receiverScreen(page).expectCode('s')
  const wellKnown = (await (await page.goto(`${own.origin}/.well-known/passkey-endpoints`))?.json()) as { enroll: string; manage: string }
  expect(wellKnown).toEqual({ enroll: `${own.origin}/passkeys/add`, manage: `${own.origin}/account/security` })
  await callAws(url, 'AdminDeleteUser', { UserPoolId: OWN_KEYS.poolId, Username: email })
  await page.context().clearCookies()
  await open()
  await passkeyButton(page).click()
  await signInScreen(page).expectRefused('We do not know that passkey')
  await expect.poll(() => authenticator.credentialIds()).toEqual([])
})

test.describe('JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('passkeys of another browser are called otherwise and removed in the account; the page to add one says what it needs', async ({ visitor, browser }) => {
    const { page, url, receiver } = visitor
    const scripted = await browser.newContext({ javaScriptEnabled: true })
    const { email } = await enrol({ ...visitor, page: await scripted.newPage() }, KEYS)
    await scripted.close()
    // Where none can be made none is offered: the password leads straight to the application.
    const state = await openSignIn(visitor, KEYS)
    await expect(passkeyButton(page)).toBeHidden()
    await signIn(visitor, email, PASSWORD)
    await receiverScreen(page).expectCode(state)
    await page.goto(`${url}/${KEYS.poolId}/passkeys/add?${new URLSearchParams({ client_id: KEYS.clientId, redirect_uri: `${receiver}/callback` }).toString()}`)
    await addPasskeyScreen(page).expectAskedFor()
    await expect(addPasskeyScreen(page).create).toBeHidden()
    await expect(page.getByText('Passkeys need JavaScript')).toBeVisible()
    await checkAccessibility(page, 'a passkey to be added, without script')
    await page.goto(`${url}/${KEYS.poolId}/account/security`)
    const passkeys = accountScreen(page).panel('Passkeys')
    await passkeys.getByText('Rename').first().click()
    await passkeys.getByLabel('Name of the passkey').fill('My laptop')
    await passkeys.getByRole('button', { name: /^Save/ }).click()
    await expect(passkeys.getByRole('listitem')).toContainText('My laptop')
    await passkeys.getByRole('button', { name: /^Remove/ }).click()
    await expect(passkeys.getByRole('listitem')).toHaveCount(0)
    await checkAccessibility(page, 'the passkeys of an account')
  })
})
