import type { Page } from '@playwright/test'
import { addPasskeyScreen, passkeyButton } from './screens/first-factor-screens.ts'
import { receiverScreen } from './screens/receiver-screen.ts'
import { signInScreen } from './screens/sign-in-screen.ts'
import { signIn } from './steps/sign-in.ts'
import { callAws } from './support/call-aws.ts'
import { expect, newAddress, test, type Visitor } from './support/test.ts'
import { addVirtualAuthenticator } from './support/virtual-authenticator.ts'

const PASSWORD = 'Analytical-1843'

type Place = { poolId: string; clientId: string; origin: string; hostname: string }

/** A pool of its own at a domain of its own, with the same person in it as in the others. */
const makePlace = async ({ url, receiver }: Visitor, email: string, kind: 'prefix' | 'custom', factors: string[] = []): Promise<Place> => {
  const tag = crypto.randomUUID().slice(0, 8)
  const pool = (await callAws(url, 'CreateUserPool', {
    PoolName: `At a ${kind} domain`, UsernameAttributes: ['email'], Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', ...factors] } },
  })).UserPool as { Id: string }
  const client = (await callAws(url, 'CreateUserPoolClient', {
    UserPoolId: pool.Id, ClientName: 'app', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], SupportedIdentityProviders: ['COGNITO'],
    CallbackURLs: [`${receiver}/callback`], LogoutURLs: [`${receiver}/`],
  })).UserPoolClient as { ClientId: string }
  const domain = kind === 'prefix' ? `people-${tag}` : `login.people-${tag}.localhost`
  await callAws(url, 'CreateUserPoolDomain', { UserPoolId: pool.Id, Domain: domain })
  await callAws(url, 'AdminCreateUser', { UserPoolId: pool.Id, Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }] })
  await callAws(url, 'AdminSetUserPassword', { UserPoolId: pool.Id, Username: email, Password: PASSWORD, Permanent: true })
  const at = new URL(url)
  at.hostname = kind === 'prefix' ? `${domain}.auth.localhost` : domain
  return { poolId: pool.Id, clientId: client.ClientId, origin: at.origin, hostname: at.hostname }
}

/** Asks for a code at the pool's own domain; the state that must come back. */
const open = async (page: Page, { origin, clientId }: Place, receiver: string): Promise<string> => {
  const state = crypto.randomUUID()
  await page.goto(`${origin}/oauth2/authorize?${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: `${receiver}/callback`, scope: 'openid', state }).toString()}`)
  return state
}

test('two pools on two domains in one browser keep their sessions apart', async ({ visitor }) => {
  const { page, receiver } = visitor
  const email = newAddress()
  const [first, second] = [await makePlace(visitor, email, 'prefix'), await makePlace(visitor, email, 'custom')]
  for (const place of [first, second]) {
    // Whoever is signed in at the first is a stranger at the second.
    const state = await open(page, place, receiver)
    await signInScreen(page).expectShown()
    expect(new URL(page.url()).origin).toBe(place.origin)
    await signIn(visitor, email, PASSWORD)
    await receiverScreen(page).expectCode(state)
  }
  for (const place of [first, second]) await receiverScreen(page).expectCode(await open(page, place, receiver))
  const cookies = await page.context().cookies()
  for (const { hostname } of [first, second]) expect(cookies.filter(({ domain }) => domain === hostname).length).toBeGreaterThan(0)
  expect(cookies.filter(({ domain }) => domain.startsWith('.')), 'no cookie is shared between hosts').toEqual([])

  await page.goto(`${first.origin}/logout?${new URLSearchParams({ client_id: first.clientId, logout_uri: `${receiver}/` }).toString()}`)
  await open(page, first, receiver)
  await signInScreen(page).expectShown()
  await receiverScreen(page).expectCode(await open(page, second, receiver))
})

test('the cookies of one domain open nothing at another, nor at the base address', async ({ visitor }) => {
  const { page, receiver, url } = visitor
  const email = newAddress()
  const [first, second] = [await makePlace(visitor, email, 'prefix'), await makePlace(visitor, email, 'custom')]
  const state = await open(page, first, receiver)
  await signIn(visitor, email, PASSWORD)
  await receiverScreen(page).expectCode(state)
  // As if somebody had copied them by hand.
  const stolen = (await page.context().cookies()).filter(({ domain }) => domain === first.hostname)
  await page.context().addCookies(stolen.map((cookie) => ({ ...cookie, domain: second.hostname })))
  await open(page, second, receiver)
  await signInScreen(page).expectShown()
  // The pool of the first domain is found at no path of the second.
  const answer = await page.goto(`${second.origin}/${first.poolId}/.well-known/openid-configuration`)
  expect(answer?.status()).toBe(404)
  expect((await page.request.get(`${url}/${first.poolId}/.well-known/openid-configuration`)).status()).toBe(200)
})

test('a passkey belongs to the custom domain it was made at', async ({ visitor }) => {
  const { page, receiver } = visitor
  const email = newAddress()
  const [first, second] = [await makePlace(visitor, email, 'custom', ['WEB_AUTHN']), await makePlace(visitor, email, 'custom', ['WEB_AUTHN'])]
  const authenticator = await addVirtualAuthenticator(page)
  // Nobody picks a passkey from the list of the autofill: only the button asks.
  await page.addInitScript(() => {
    Object.defineProperty(PublicKeyCredential, 'isConditionalMediationAvailable', { value: () => Promise.resolve(false) })
  })
  const state = await open(page, first, receiver)
  await signIn(visitor, email, PASSWORD)
  await addPasskeyScreen(page).create.click()
  await receiverScreen(page).expectCode(state)
  expect(await authenticator.relyingParties()).toEqual([first.hostname])
  await page.context().clearCookies()
  const again = await open(page, first, receiver)
  await passkeyButton(page).click()
  await receiverScreen(page).expectCode(again)
  await page.context().clearCookies()
  await open(page, second, receiver)
  await passkeyButton(page).click()
  await expect(page.getByText('No passkey was used.', { exact: false })).toBeVisible()
})
