import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuthFlowType, ChallengeNameType, CognitoIdentityProvider, InitiateAuthResponse } from '@aws-sdk/client-cognito-identity-provider'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { findRelyingParty } from '#src/domain/passkeys/relying-party.ts'
import type { User } from '#src/domain/users/user.ts'
import { createSdk } from '#test/aws-api/open-aws-api.ts'
import { beginAuthorize, browserFor, exchangeCode, issuerOf, refresh, signInHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { openPoolhouse, PASSWORD, type Poolhouse } from '#test/drive/open-poolhouse.ts'
import { firstFactors, signInByPasskey } from '#test/drive/passkeys.ts'
import { type Authenticator, claimsOf, giveAuthenticator, TOTP } from '#test/drive/second-factors.ts'
import { type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import { createSrpClient } from '#test/users/srp-client.ts'

/** Somebody with an authenticator that is switched on, and every first factor there is. */
type Party = { poolhouse: Poolhouse; sdk: CognitoIdentityProvider; user: User; email: string; phone: string; authenticator: Authenticator; browser: HostedBrowser }

const NEW_PASSWORD = 'Another-Horse-9'

/** Functions that let everybody in at once, once they have answered. */
const functions = () => createTestTriggers({
  DefineAuthChallenge: ({ request }) => ((request['session'] as unknown[]).length > 0 ? { issueTokens: true, failAuthentication: false } : { challengeName: 'CUSTOM_CHALLENGE' }),
  CreateAuthChallenge: () => ({ publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: 'X' }),
  VerifyAuthChallengeResponse: () => ({ answerCorrect: true }),
})

/** Where a step of the API leads: `tokens`, the challenge, or the refusal. */
const end = (step: Promise<InitiateAuthResponse>): Promise<string> =>
  step.then(({ AuthenticationResult, ChallengeName }) => (AuthenticationResult ? 'tokens' : (ChallengeName ?? '?')), (error: Error) => error.name.replace(/Exception$/, ''))

/** Where pages lead: `tokens` for an application that gets a code, else the screen. */
const endOf = (stop: Stop): string =>
  stop.kind === 'page' ? stop.view.screen : stop.kind === 'application' ? (stop.location.searchParams.has('code') ? 'tokens' : `error ${stop.location.searchParams.get('error')}`) : `status ${stop.status}`

const initiate = ({ sdk, poolhouse, email }: Party, AuthFlow: AuthFlowType, parameters: Record<string, string> = {}) =>
  sdk.initiateAuth({ ClientId: poolhouse.client.id, AuthFlow, AuthParameters: { USERNAME: email, ...parameters } })
const administer = ({ sdk, poolhouse, email }: Party, AuthFlow: AuthFlowType, parameters: Record<string, string> = {}) =>
  sdk.adminInitiateAuth({ UserPoolId: poolhouse.pool.id, ClientId: poolhouse.client.id, AuthFlow, AuthParameters: { USERNAME: email, ...parameters } })
const respond = ({ sdk, poolhouse, user }: Party, { ChallengeName, Session }: InitiateAuthResponse, responses: Record<string, string>) =>
  sdk.respondToAuthChallenge({ ClientId: poolhouse.client.id, ChallengeName, Session, ChallengeResponses: { USERNAME: user.username, ...responses } })

/** USER_AUTH by one first factor, from the choice where it is not to be had at once. */
async function userAuth(party: Party, factor: string, first: Record<string, string>, answer?: (asked: InitiateAuthResponse) => Promise<Record<string, string>>): Promise<string> {
  const asked = await initiate(party, 'USER_AUTH', { PREFERRED_CHALLENGE: factor, ...first })
  if (asked.AuthenticationResult || asked.ChallengeName === 'SOFTWARE_TOKEN_MFA') return end(Promise.resolve(asked))
  if (asked.ChallengeName !== 'SELECT_CHALLENGE') return answer === undefined ? '?' : end(respond(party, asked, await answer(asked)))
  assert.ok(!asked.AvailableChallenges?.includes(factor as 'PASSWORD'), 'what is there is asked for')
  return end(respond(party, asked, { ANSWER: factor, ...first }))
}

const bySrp = ({ poolhouse }: Party, srp: ReturnType<typeof createSrpClient>) => ({ ChallengeParameters: parameters = {} }: InitiateAuthResponse) =>
  Promise.resolve(srp.answer(parameters, poolhouse.pool.id, PASSWORD))

const mailed = async ({ poolhouse, email }: Party): Promise<string> => (await poolhouse.message({ to: email })).code ?? assert.fail('no code was mailed')

/** Gives the person a passkey, as if made when one was enough. */
async function passkeyOf({ poolhouse: { domain, stores, pool, clock }, user }: Party): Promise<SoftwareAuthenticator> {
  const party = await findRelyingParty(domain, pool) ?? assert.fail('no relying party')
  const device = new SoftwareAuthenticator({ origin: new URL(await domain.addresses.hostedBaseUrl(pool.id)).origin })
  device.belongTo(user.id)
  await stores.passkeys.addPasskey({
    poolId: pool.id, id: device.id, userId: user.id, publicKey: device.publicKey(), counter: 0, transports: [], aaguid: '00000000-0000-0000-0000-000000000000',
    name: 'Passkey', rpId: party.id, attachment: 'platform', backedUp: true, createdAt: clock.now(), lastUsedAt: null,
  }, 20)
  return device
}

/** The page that asks for the name first. */
const nameFirst = async ({ poolhouse, browser, email }: Party): Promise<Stop> =>
  browser.submit(pageOf(await beginAuthorize(browser, poolhouse.application), 'sign-in'), 'identify', { username: email })

/** Tokens of a whole sign-in, second factor included. */
async function wholeSignIn(party: Party): Promise<{ access: string; refresh: string }> {
  const asked = await initiate(party, 'USER_PASSWORD_AUTH', { PASSWORD })
  const { AuthenticationResult: tokens } = await respond(party, asked, { SOFTWARE_TOKEN_MFA_CODE: party.authenticator.code() })
  return { access: tokens?.AccessToken ?? assert.fail(), refresh: tokens?.RefreshToken ?? assert.fail() }
}

/** Connects a television as far as the password goes; what it gets then. */
async function deviceFlow({ poolhouse: { domain, pool, application }, browser, email }: Party): Promise<string> {
  const tv = await createUserPoolClient(domain, {
    UserPoolId: pool.id, ClientName: 'Television', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'],
    CallbackURLs: ['https://tv.example.com/callback'], Poolhouse: { deviceFlow: true }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
  })
  const base = issuerOf(application)
  const post = async (path: string, form: Record<string, string>) =>
    (await (await fetch(`${base}${path}`, { method: 'POST', body: new URLSearchParams({ client_id: tv.id, ...form }) })).json()) as Record<string, string | undefined>
  const started = await post('/oauth2/device_authorization', { scope: 'openid' })
  let page = pageOf(await browser.open(`${base}/device`), 'device')
  for (const fields of [{}, { confirm: 'yes' }]) {
    const form = 'form' in page.view.step ? page.view.step.form : assert.fail()
    const answer = await browser.plain.post(`${base}/device`, { xsrf: form.xsrf, user_code: started['user_code'] ?? '', ...fields })
    if (answer.location !== null) {
      const stop = await browser.submit(pageOf(await browser.open(new URL(answer.location, base).href), 'sign-in'), 'sign-in', { username: email, password: PASSWORD })
      const poll = await post('/oauth2/token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: started['device_code'] ?? '' })
      return `${endOf(stop)}, ${poll['access_token'] === undefined ? poll['error'] : 'tokens'}`
    }
    page = { ...page, view: JSON.parse(answer.text) as typeof page.view }
  }
  return '?'
}

const challengeOptions = ({ ChallengeParameters }: InitiateAuthResponse): RequestOptions => JSON.parse(ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? 'null') as RequestOptions

/** Every way in, gone as far as everything but the second factor goes, and where that must end. */
const WAYS: Record<string, (party: Party) => Promise<string>> = {
  'pages: a password': async (party) => endOf(await party.browser.submit(pageOf(await nameFirst(party), 'choose-method'), 'choose-method', { method: 'PASSWORD', password: PASSWORD })),
  'pages: a password with the name': async ({ browser, poolhouse, email }) => endOf(await signInHosted(browser, poolhouse.application, { username: email, password: PASSWORD })),
  'USER_PASSWORD_AUTH': (party) => end(initiate(party, 'USER_PASSWORD_AUTH', { PASSWORD })),
  'USER_SRP_AUTH': async (party) => {
    const srp = createSrpClient()
    const asked = await initiate(party, 'USER_SRP_AUTH', { SRP_A: srp.srpA })
    return end(respond(party, asked, await bySrp(party, srp)(asked)))
  },
  'ADMIN_USER_PASSWORD_AUTH': (party) => end(administer(party, 'ADMIN_USER_PASSWORD_AUTH', { PASSWORD })),
  'USER_AUTH of an operator': (party) => end(administer(party, 'USER_AUTH', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD })),
  'USER_AUTH: PASSWORD': (party) => userAuth(party, 'PASSWORD', { PASSWORD }),
  'USER_AUTH: PASSWORD_SRP': (party) => {
    const srp = createSrpClient()
    return userAuth(party, 'PASSWORD_SRP', { SRP_A: srp.srpA }, bySrp(party, srp))
  },
  'USER_AUTH to a low level': (party) => end(initiate(party, 'USER_AUTH', { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD, TARGET_ACR_VALUES: 'urn:cognito:loa:1' })),
  'CUSTOM_AUTH': async (party) => end(respond(party, await initiate(party, 'CUSTOM_AUTH'), { ANSWER: 'anything' })),
  'CUSTOM_AUTH of an operator': async (party) => {
    const { Session } = await administer(party, 'CUSTOM_AUTH')
    return end(party.sdk.adminRespondToAuthChallenge({
      UserPoolId: party.poolhouse.pool.id, ClientId: party.poolhouse.client.id, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME: party.user.username, ANSWER: 'x' },
    }))
  },
  'a temporary password': async (party) => {
    const { sdk, poolhouse, email } = party
    await sdk.adminSetUserPassword({ UserPoolId: poolhouse.pool.id, Username: email, Password: NEW_PASSWORD, Permanent: false })
    return end(respond(party, await initiate(party, 'USER_PASSWORD_AUTH', { PASSWORD: NEW_PASSWORD }), { NEW_PASSWORD: 'Third-Horse-99' }))
  },
  'a forgotten password': async (party) => {
    const { sdk, poolhouse, email } = party
    await sdk.forgotPassword({ ClientId: poolhouse.client.id, Username: email })
    await sdk.confirmForgotPassword({ ClientId: poolhouse.client.id, Username: email, ConfirmationCode: await mailed(party), Password: NEW_PASSWORD })
    return end(initiate(party, 'USER_PASSWORD_AUTH', { PASSWORD: NEW_PASSWORD }))
  },
  'pages: a forgotten password': async (party) => {
    const { browser, poolhouse, email } = party
    const asked = pageOf(await beginAuthorize(browser, poolhouse.application, { screen_hint: 'forgot_password' }), 'forgot-password')
    const reset = pageOf(await browser.submit(asked, 'forgot-password', { username: email }), 'reset-password')
    return endOf(await browser.submit(reset, 'reset-password', { username: email, code: await mailed(party), password: NEW_PASSWORD }))
  },
  'pages: response_type=token': async (party) => {
    const { poolhouse, browser, email } = party
    const client = await createUserPoolClient(poolhouse.domain, {
      UserPoolId: poolhouse.pool.id, ClientName: 'old', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['implicit'], AllowedOAuthScopes: ['openid'], CallbackURLs: [poolhouse.application.redirectUri],
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    })
    return endOf(await browser.submit(pageOf(await beginAuthorize(browser, { ...poolhouse.application, clientId: client.id }, { response_type: 'token', scope: 'openid' }), 'sign-in'), 'sign-in', { username: email, password: PASSWORD }))
  },
  'pages: another client, a silent request and a reload while the second factor is asked for': async ({ browser, poolhouse, email }) => {
    const stop = await signInHosted(browser, poolhouse.application, { username: email, password: PASSWORD })
    const ends = [endOf(await beginAuthorize(browser, poolhouse.application, { prompt: 'none' })), endOf(await beginAuthorize(browser, poolhouse.application)), endOf(await browser.open(stop.kind === 'page' ? stop.url : ''))]
    assert.deepEqual(ends, ['error login_required', 'sign-in', 'mfa-code'])
    return endOf(stop)
  },
  'pages: the way back to the application, without an answer': async ({ browser, poolhouse, email }) => {
    const stop = pageOf(await signInHosted(browser, poolhouse.application, { username: email, password: PASSWORD }), 'mfa-code')
    const uid = stop.view.frame.form.uid ?? ''
    assert.doesNotMatch(endOf(await browser.open(`${issuerOf(poolhouse.application)}/oauth2/authorize/${uid}`)), /tokens/)
    return endOf(stop)
  },
  'another challenge’s name for the same session': async (party) => {
    const asked = await initiate(party, 'USER_PASSWORD_AUTH', { PASSWORD })
    const names: readonly [ChallengeNameType, Record<string, string>][] = [
      ['MFA_SETUP', {}], ['SELECT_MFA_TYPE', { ANSWER: 'SMS_MFA' }], ['PASSWORD', { PASSWORD }], ['NEW_PASSWORD_REQUIRED', { NEW_PASSWORD }], ['CUSTOM_CHALLENGE', { ANSWER: 'x' }],
      ['EMAIL_OTP', { EMAIL_OTP_CODE: '12345678' }], ['SELECT_CHALLENGE', { ANSWER: 'PASSWORD', PASSWORD }], ['DEVICE_SRP_AUTH', { SRP_A: 'ab', DEVICE_KEY: 'us-east-1_00000000-0000-4000-8000-000000000000' }],
    ]
    for (const [ChallengeName, responses] of names) assert.doesNotMatch(await end(respond(party, { ...asked, ChallengeName }, responses)), /tokens/, ChallengeName)
    assert.doesNotMatch(await end(party.sdk.associateSoftwareToken({ Session: asked.Session }).then(() => ({ AuthenticationResult: {} }))), /tokens/, 'nor is another authenticator set up')
    return asked.ChallengeName ?? '?'
  },
}

/** First factors that are no way in for somebody who needs two. */
const CLOSED: Record<string, (party: Party) => Promise<string>> = {
  'USER_AUTH: EMAIL_OTP': (party) => userAuth(party, 'EMAIL_OTP', {}, async () => ({ EMAIL_OTP_CODE: await mailed(party) })),
  'USER_AUTH: SMS_OTP': (party) => userAuth(party, 'SMS_OTP', {}, async () => ({ SMS_OTP_CODE: (await party.poolhouse.message({ to: party.phone })).code ?? '' })),
  'USER_AUTH: WEB_AUTHN': async (party) => {
    const device = await passkeyOf(party)
    return userAuth(party, 'WEB_AUTHN', {}, (asked) => Promise.resolve({ CREDENTIAL: device.get(challengeOptions(asked)) }))
  },
  'pages: a mailed code': async (party) => endOf(await party.browser.submit(pageOf(await nameFirst(party), 'choose-method'), 'choose-method', { method: 'EMAIL_OTP' })),
}

for (const MfaConfiguration of ['ON', 'OPTIONAL'] as const) {
  test(`without the second factor nobody gets tokens, whatever the way in: ${MfaConfiguration}`, async (t) => {
    const open = await opened(t, MfaConfiguration)
    for (const [way, go] of Object.entries(WAYS)) assert.match(await go(await open()), /^(mfa-code|SOFTWARE_TOKEN_MFA)$/, way)
    for (const [way, go] of Object.entries(CLOSED)) assert.match(await go(await open()), /^(InvalidParameter|choose-method)$/, way)
    assert.equal(await deviceFlow(await open()), 'mfa-code, authorization_pending')
    if (MfaConfiguration === 'OPTIONAL') await passkeyAlone(await open())
  })
}

/** In a pool that demands it of nobody a passkey may come first, without a name; whoever has switched a second factor on is asked for it. */
async function passkeyAlone(party: Party): Promise<void> {
  const device = await passkeyOf(party)
  const page = pageOf(await beginAuthorize(party.browser, party.poolhouse.application), 'sign-in')
  assert.equal(endOf(await signInByPasskey(party.browser, page, device)), 'mfa-code')
}

test('tokens and sessions of a whole sign-in go on without asking, and bring nothing above what was proven', async (t) => {
  const open = await opened(t, 'ON')
  const party = await open()
  const { poolhouse, sdk } = party
  const tokens = await wholeSignIn(party)
  const refreshed = await refresh(poolhouse.application, tokens.refresh)
  const api = await sdk.initiateAuth({ ClientId: poolhouse.client.id, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens.refresh } })
  for (const token of [refreshed.body.access_token, api.AuthenticationResult?.AccessToken]) assert.deepEqual(claimsOf(token)['amr'], ['pwd', 'otp', 'mfa'])
  // A token is no sign-in: the level is reached, and nothing is given for it.
  assert.equal(await end(initiate(party, 'USER_AUTH', { TARGET_ACR_VALUES: 'urn:cognito:loa:4', ACCESS_TOKEN: tokens.access })), 'InvalidParameter')
  const stop = await signInHosted(party.browser, poolhouse.application, { username: party.email, password: PASSWORD })
  poolhouse.clock.advance(60_000)
  const done = await party.browser.submit(pageOf(stop, 'mfa-code'), 'mfa-code', { code: party.authenticator.code() })
  codeOf(done)
  const { body } = await exchangeCode(poolhouse.application, codeOf(await beginAuthorize(party.browser, poolhouse.application)))
  assert.deepEqual(claimsOf(body.id_token)['amr'], ['pwd', 'otp', 'mfa'])
})

test('what began before the pool demanded a second factor: sign-ins and sessions are asked for it, refresh tokens live on', async (t) => {
  const poolhouse = await openPoolhouse(t)
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const email = 'ada@example.com'
  await poolhouse.addUser(email)
  const browser = browserFor(poolhouse.application)
  const { body } = await exchangeCode(poolhouse.application, codeOf(await signInHosted(browser, poolhouse.application, { username: email, password: PASSWORD })))
  const srp = createSrpClient()
  const party = { poolhouse, sdk, email, user: await poolhouse.findUser(email) } as Party
  const under = await initiate(party, 'USER_SRP_AUTH', { SRP_A: srp.srpA })
  poolhouse.clock.advance(1000)
  await sdk.setUserPoolMfaConfig({ UserPoolId: poolhouse.pool.id, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } })
  assert.equal(await end(respond(party, under, await bySrp(party, srp)(under))), 'MFA_SETUP')
  assert.equal(endOf(await beginAuthorize(browser, poolhouse.application)), 'sign-in')
  assert.equal(endOf(await beginAuthorize(browser, poolhouse.application, { prompt: 'none' })), 'error login_required')
  assert.equal(endOf(await browser.open(`${issuerOf(poolhouse.application)}/account`)), 'sign-in', 'nor does the account portal take the session')
  const kept = await refresh(poolhouse.application, body.refresh_token ?? '')
  assert.deepEqual([kept.status, claimsOf(kept.body.access_token)['amr']], [200, ['pwd']], 'as in Cognito; the claims say what was proven')
})

test('who has just signed up where a second factor is demanded sets one up before anything else', async (t) => {
  const poolhouse = await openPoolhouse(t, { pool: { MfaConfiguration: 'ON', ...TOTP } })
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  const email = 'new@example.com'
  const signedUp = await sdk.signUp({ ClientId: poolhouse.client.id, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }] })
  const code = (await poolhouse.message({ to: email })).code ?? ''
  const { Session } = await sdk.confirmSignUp({ ClientId: poolhouse.client.id, Username: email, ConfirmationCode: code, Session: signedUp.Session })
  assert.ok(Session)
  assert.equal(await end(sdk.initiateAuth({ ClientId: poolhouse.client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: email }, Session })), 'MFA_SETUP')
  const browser = browserFor(poolhouse.application)
  const page = pageOf(await beginAuthorize(browser, poolhouse.application, { prompt: 'create' }), 'sign-up')
  const confirm = pageOf(await browser.submit(page, 'sign-up', { 'attribute.email': 'other@example.com', password: PASSWORD }), 'confirm')
  assert.match(endOf(await browser.submit(confirm, 'confirm-sign-up', { username: 'other@example.com', code: (await poolhouse.message({ to: 'other@example.com' })).code ?? '' })), /^mfa-(set-up|app)$/)
})

/** A pool with every first factor; each call brings somebody else who has an authenticator. */
async function opened(t: Parameters<typeof openPoolhouse>[0], MfaConfiguration: 'ON' | 'OPTIONAL'): Promise<() => Promise<Party>> {
  const poolhouse = await openPoolhouse(t, { triggers: functions(), pool: {
    MfaConfiguration, ...TOTP, ...firstFactors('EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'), AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
  } })
  const sdk = createSdk(poolhouse.url)
  t.after(() => sdk.destroy())
  let people = 0
  return async () => {
    const number = ++people
    const [email, phone] = [`person${number}@example.com`, `+1206555${1000 + number}`]
    const user = await poolhouse.addUser(email, { phone_number: phone, phone_number_verified: 'true' })
    const authenticator = await giveAuthenticator(poolhouse, user)
    return { poolhouse, sdk, user: await poolhouse.findUser(email), email, phone, authenticator, browser: browserFor(poolhouse.application) }
  }
}
