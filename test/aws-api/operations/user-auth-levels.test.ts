import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import { makePool, makeUser, PASSWORD } from '#test/aws-api/make-pool.ts'
import { type AwsApi, openAwsApi } from '#test/aws-api/open-aws-api.ts'
import { answer, begin, codeOf, ended, FACTORS, makeParty, outcome, type Party, registerAuthenticator, type Step } from '#test/aws-api/second-factors.ts'

const [L1, L2, L3, L4] = [1, 2, 3, 4].map((level) => `urn:cognito:loa:${level}`) as [string, string, string, string]
const ALL = { ...FACTORS.sms, ...FACTORS.totp, ...FACTORS.email }
const ANY_FIRST = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } } satisfies UserPoolSettingsInput

const claimsOf = (token: string | undefined): Record<string, unknown> => JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

/** `acr`, `amr` and `auth_time` of both tokens, which always say the same. */
function levelOf({ AuthenticationResult: tokens, ...rest }: Step): Record<string, unknown> {
  assert.ok(tokens, JSON.stringify(rest))
  const [access, id] = [tokens.AccessToken, tokens.IdToken].map((token) => {
    const { acr, amr, auth_time: authTime } = claimsOf(token)
    return { acr, amr, authTime }
  })
  assert.deepEqual(access, id)
  return access ?? {}
}

/** USER_AUTH towards levels; with a password at once unless something else is said. */
const towards = (party: Party, TARGET_ACR_VALUES: string, more: Record<string, string> = {}): Promise<Step> =>
  outcome(party.api.sdk.initiateAuth({
    AuthFlow: 'USER_AUTH', ClientId: party.client.id,
    AuthParameters: { USERNAME: 'ada', TARGET_ACR_VALUES, ...(more['ACCESS_TOKEN'] === undefined ? { PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD } : {}), ...more },
  }))

const mailed = async (api: AwsApi): Promise<string> => {
  const { code } = await api.message({ to: 'ada@example.com' })
  return code ?? assert.fail('no code was mailed')
}

async function open(t: TestContext, settings: UserPoolSettingsInput = { MfaConfiguration: 'OPTIONAL', ...ALL }) {
  const api = await openAwsApi(t)
  const party = await makeParty(api, settings)
  const plain = await begin(party)
  return { api, party, plain, token: plain.AuthenticationResult?.AccessToken ?? '' }
}

/** Ada with an authenticator that she need not use, and e-mail as another factor; tokens from before that. */
async function openEnrolled(t: TestContext) {
  const opened = await open(t)
  const secret = await registerAuthenticator(opened.party, opened.token)
  await opened.api.sdk.setUserMFAPreference({ AccessToken: opened.token, SoftwareTokenMfaSettings: { Enabled: true }, EmailMfaSettings: { Enabled: true, PreferredMfa: true } })
  return { ...opened, secret }
}

test('tokens tell how the user signed in, and keep it over every refresh', async (t) => {
  const { api, party, plain } = await open(t)
  const first = levelOf(plain)
  assert.deepEqual([first['acr'], first['amr']], [L1, ['pwd']])
  api.clock.advance(120_000)
  const RefreshToken = plain.AuthenticationResult?.RefreshToken ?? ''
  const refreshed = await api.sdk.initiateAuth({ AuthFlow: 'REFRESH_TOKEN_AUTH', ClientId: party.client.id, AuthParameters: { REFRESH_TOKEN: RefreshToken } })
  assert.deepEqual(levelOf(refreshed), first)
  const lite = await makeParty(api, { UserPoolTier: 'LITE' })
  assert.deepEqual(Object.values(levelOf(await begin(lite))).slice(0, 2), [undefined, undefined], 'the cheapest tier knows no levels')
})

test('USER_AUTH towards a level asks for all of it at once, and for the right second factor', async (t) => {
  const { api, party, secret } = await openEnrolled(t)
  const asked = await towards(party, L4)
  assert.equal(ended(asked), 'SOFTWARE_TOKEN_MFA', 'e-mail is preferred, and would not do')
  const done = levelOf(await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }))
  assert.deepEqual([done['acr'], done['amr']], [L4, ['pwd', 'otp', 'mfa']])
  assert.equal(ended(await towards(party, L3)), 'EMAIL_OTP', 'here it does')
  assert.equal(ended(await towards(party, L1)), 'EMAIL_OTP', 'a low level takes no factor away that the user has switched on')
  assert.equal(ended(await towards(party, `urn:example:unknown ${L4} ${L1}`)), 'SOFTWARE_TOKEN_MFA', 'the first that is known and in reach')
})

test('a level narrows what may be chosen first', async (t) => {
  const { party, api } = await open(t, ANY_FIRST)
  const choose = (level: string) => outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', TARGET_ACR_VALUES: level } }))
  assert.deepEqual((await choose(L1)).AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'])
  assert.deepEqual((await choose(L4)).AvailableChallenges, ['PASSWORD', 'PASSWORD_SRP'])
  const code = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', TARGET_ACR_VALUES: L2, PREFERRED_CHALLENGE: 'EMAIL_OTP' } }))
  const done = levelOf(await answer(party, code, { EMAIL_OTP_CODE: await mailed(api) }))
  assert.deepEqual([done['acr'], done['amr']], [L2, ['email_otp']])
  const password = await towards(party, L2)
  assert.equal(ended(password), 'EMAIL_OTP', 'after a password the code that would sign in by itself')
  assert.deepEqual(levelOf(await answer(party, password, { EMAIL_OTP_CODE: await mailed(api) }))['amr'], ['pwd', 'email_otp', 'mfa'])
})

test('with an access token only what is missing is asked for, and the first proof keeps its age', async (t) => {
  const { api, party, plain, token, secret } = await openEnrolled(t)
  const before = levelOf(plain)
  api.clock.advance(60_000)
  const asked = await towards(party, L4, { ACCESS_TOKEN: token, MAX_AGE: '300' })
  assert.equal(ended(asked), 'SOFTWARE_TOKEN_MFA')
  const raised = await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })
  assert.deepEqual(levelOf(raised), { acr: L4, amr: ['pwd', 'otp', 'mfa'], authTime: before['authTime'] })
  assert.ok(raised.AuthenticationResult?.RefreshToken)
  assert.notEqual(claimsOf(raised.AuthenticationResult?.AccessToken)['origin_jti'], claimsOf(token)['origin_jti'], 'tokens of a family of their own')

  const enough = await towards(party, `${L4} ${L1}`, { ACCESS_TOKEN: raised.AuthenticationResult?.AccessToken ?? '' })
  assert.deepEqual([enough.error, enough.message], ['InvalidParameter', 'The requested authentication level is already reached.'])

  api.clock.advance(301_000)
  const stale = await towards(party, L4, { ACCESS_TOKEN: token, MAX_AGE: '300' })
  assert.equal(ended(stale), 'SELECT_CHALLENGE', 'everything from the beginning')
  assert.equal(ended(await towards(party, L4, { ACCESS_TOKEN: token })), 'SOFTWARE_TOKEN_MFA', 'without a limit any live token will do')
})

test('a code without a password is raised by the password, and by what must follow it', async (t) => {
  const { api, party, token } = await open(t, { ...ANY_FIRST, MfaConfiguration: 'OPTIONAL', ...FACTORS.totp })
  const mail = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: party.client.id, AuthParameters: { USERNAME: 'ada', PREFERRED_CHALLENGE: 'EMAIL_OTP' } }))
  const byMail = (await answer(party, mail, { EMAIL_OTP_CODE: await mailed(api) })).AuthenticationResult?.AccessToken ?? ''
  const password = await towards(party, L3, { ACCESS_TOKEN: byMail })
  assert.equal(ended(password), 'PASSWORD')
  assert.deepEqual(levelOf(await answer(party, password, { PASSWORD }))['amr'], ['email_otp', 'pwd', 'mfa'])
  const secret = await registerAuthenticator(party, token)
  await api.sdk.setUserMFAPreference({ AccessToken: token, SoftwareTokenMfaSettings: { Enabled: true } })
  const first = await towards(party, L4, { ACCESS_TOKEN: byMail })
  assert.equal(ended(first), 'PASSWORD')
  const second = await answer(party, first, { PASSWORD })
  assert.equal(ended(second), 'SOFTWARE_TOKEN_MFA')
  assert.equal(levelOf(await answer(party, second, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }))['acr'], L4)
})

test('nobody sets a factor up on the way, and nobody gets half of a level', async (t) => {
  const { api, party, token } = await open(t)
  const unreachable = ['InvalidParameter', 'The user cannot reach any of the requested authentication levels.']
  for (const more of [{}, { ACCESS_TOKEN: token }]) {
    const step = await towards(party, `${L4} ${L3}`, more)
    assert.deepEqual([step.error, step.message], unreachable)
  }
  assert.deepEqual(await towards(party, L4, { PASSWORD: 'Wrong-Horse-9' }).then(({ error, message }) => [error, message]), ['NotAuthorized', 'Incorrect username or password.'], 'said to nobody who does not know the password')
  const { UserPoolClient: hiding } = await api.sdk.createUserPoolClient({
    UserPoolId: party.pool.id, ClientName: 'hiding', ExplicitAuthFlows: ['ALLOW_USER_AUTH'], PreventUserExistenceErrors: 'ENABLED',
  })
  const towardsLevel = (USERNAME: string): Promise<Step> => outcome(api.sdk.initiateAuth({
    AuthFlow: 'USER_AUTH', ClientId: hiding?.ClientId ?? '', AuthParameters: { USERNAME, TARGET_ACR_VALUES: L4 },
  }))
  const known = await towardsLevel('ada')
  assert.deepEqual([known.ChallengeName, known.AvailableChallenges], ['SELECT_CHALLENGE', ['PASSWORD', 'PASSWORD_SRP']])
  // What a name that nobody has seems to have hangs on the name: of 40, all but surely one looks like her.
  const unknown = await Promise.all(Array.from({ length: 40 }, (_, index) => towardsLevel(`nobody-${index}`)))
  assert.deepEqual([...new Set(unknown.map(({ ChallengeName }) => ChallengeName))], ['SELECT_CHALLENGE'], 'a level beyond reach is told to nobody')
  const lists = new Set(unknown.map(({ AvailableChallenges }) => String(AvailableChallenges)))
  assert.ok(lists.has(String(known.AvailableChallenges)), 'and nobody is told apart from somebody')
})

test('a token is worth something to its own user and client alone, and only while it lives', async (t) => {
  const { api, party, token, plain } = await openEnrolled(t)
  await makeUser(api, party.pool, 'bob')
  const asks = async (more: Record<string, string>, of: Party = party) => {
    const { error, message } = await towards(of, L4, { ACCESS_TOKEN: token, ...more })
    return `${error}: ${message}`
  }
  assert.equal(await asks({ USERNAME: 'bob' }), 'NotAuthorized: Invalid Access Token')
  assert.equal(await asks({ ACCESS_TOKEN: `${token.slice(0, -8)}AAAAAAAA` }), 'NotAuthorized: Invalid Access Token')
  assert.equal(await asks({ ACCESS_TOKEN: plain.AuthenticationResult?.IdToken ?? '' }), 'NotAuthorized: Invalid Access Token')
  const other = await makePool(api, { MfaConfiguration: 'OPTIONAL', ...ALL })
  assert.equal(await asks({}, { api, pool: other.pool, client: other.client }), 'NotAuthorized: Invalid Access Token')
  const sibling = await api.sdk.createUserPoolClient({ UserPoolId: party.pool.id, ClientName: 'sibling', ExplicitAuthFlows: ['ALLOW_USER_AUTH'] })
  assert.equal(await asks({}, { ...party, client: { ...party.client, id: sibling.UserPoolClient?.ClientId ?? '' } }), 'NotAuthorized: Invalid Access Token')
  assert.equal(ended(await towards(party, L4, { ACCESS_TOKEN: token })), 'SOFTWARE_TOKEN_MFA')
  await api.sdk.globalSignOut({ AccessToken: token })
  assert.equal(await asks({}), 'NotAuthorized: Access Token has been revoked')
})

test('who signs out everywhere ends a step-up under way', async (t) => {
  const { api, party, token, secret } = await openEnrolled(t)
  const asked = await towards(party, L4, { ACCESS_TOKEN: token })
  api.clock.advance(1000)
  await api.sdk.globalSignOut({ AccessToken: token })
  assert.equal(ended(await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) })), 'NotAuthorized')
})

test('where a second factor came to be demanded meanwhile a token does not get around it, nor set one up', async (t) => {
  const { api, party, token } = await open(t, { MfaConfiguration: 'OFF' })
  await api.sdk.setUserPoolMfaConfig({ UserPoolId: party.pool.id, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } })
  const before = await towards(party, L1, { ACCESS_TOKEN: token })
  assert.equal(ended(before), 'SELECT_CHALLENGE', 'a sign-in from the beginning')
  const secret = await registerAuthenticator(party, token)
  const asked = await towards(party, L1, { ACCESS_TOKEN: token })
  assert.equal(ended(asked), 'SOFTWARE_TOKEN_MFA', 'the level is reached, and the second factor asked for all the same')
  assert.equal(levelOf(await answer(party, asked, { SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) }))['acr'], L4)
})

test('what is asked for is checked before anybody is looked up', async (t) => {
  const { api, party, token } = await open(t)
  const refused = async (parameters: Record<string, string>, of: Party = party) => {
    const { error, message } = await outcome(api.sdk.initiateAuth({ AuthFlow: 'USER_AUTH', ClientId: of.client.id, AuthParameters: { USERNAME: 'ada', PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD, ...parameters } }))
    return `${error}: ${message}`
  }
  assert.equal(await refused({ ACCESS_TOKEN: token }), 'InvalidParameter: ACCESS_TOKEN needs TARGET_ACR_VALUES.')
  assert.equal(await refused({ TARGET_ACR_VALUES: 'gold silver' }), 'InvalidParameter: None of the requested authentication levels is known.')
  for (const MAX_AGE of ['-1', '1.5', 'soon', '1e3']) assert.equal(await refused({ TARGET_ACR_VALUES: L1, MAX_AGE }), 'InvalidParameter: MAX_AGE must be a number of seconds.')
  const lite = await makeParty(api, { UserPoolTier: 'LITE' })
  assert.equal(await refused({ TARGET_ACR_VALUES: L1 }, lite), 'FeatureUnavailableInTier: Step-up authentication is not available in the Lite tier.')
  const closed = await makePool(api, {}, { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
  assert.match(await refused({ TARGET_ACR_VALUES: L1 }, { api, ...closed }), /USER_AUTH flow not enabled/)
})

test('AdminInitiateAuth: the same for servers', async (t) => {
  const { api, party, token, secret } = await openEnrolled(t)
  const { ChallengeName, Session } = await api.sdk.adminInitiateAuth({
    UserPoolId: party.pool.id, ClientId: party.client.id, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'ada', TARGET_ACR_VALUES: L4, ACCESS_TOKEN: token },
  })
  const done = await api.sdk.adminRespondToAuthChallenge({
    UserPoolId: party.pool.id, ClientId: party.client.id, ChallengeName, Session, ChallengeResponses: { USERNAME: 'ada', SOFTWARE_TOKEN_MFA_CODE: codeOf(api, secret) },
  })
  assert.equal(levelOf(done)['acr'], L4)
})

test('CreateUserPool, UpdateUserPool: levels have the names that the pool gives them, in requests and tokens', async (t) => {
  const { api, party, token } = await open(t, { AcrConfiguration: { Level1: { AcrValue: 'urn:example:low' } } })
  assert.equal(claimsOf(token)['acr'], 'urn:example:low')
  const described = await api.sdk.describeUserPool({ UserPoolId: party.pool.id })
  assert.deepEqual(described.UserPool?.AcrConfiguration, { Level1: { AcrValue: 'urn:example:low' }, Level2: { AcrValue: L2 }, Level3: { AcrValue: L3 }, Level4: { AcrValue: L4 } })
  assert.equal(ended(await towards(party, L1)), 'InvalidParameter', 'the default name is none any more')
  await api.sdk.updateUserPool({ UserPoolId: party.pool.id, AcrConfiguration: { Level1: { AcrValue: 'urn:example:first' } } })
  assert.equal(levelOf(await towards(party, 'urn:example:first'))['acr'], 'urn:example:first')
  const stale = await towards(party, 'urn:example:first', { ACCESS_TOKEN: token })
  assert.equal(ended(stale), 'InvalidParameter', 'a token with an old name still proves what it proved')
})
