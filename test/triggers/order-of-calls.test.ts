import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { TriggerCall, TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { askForTokens, beginAuthorize, browserFor, CALLBACK, exchangeCode, refresh, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, type HostedBrowser, pageOf, type Stop } from '#test/drive/hosted-browser.ts'
import { PASSWORD, type PoolhouseOptions } from '#test/drive/open-poolhouse.ts'
import { addPasskey, signInByPasskey } from '#test/drive/passkeys.ts'
import { EMAIL, prefer } from '#test/drive/second-factors.ts'
import { type CreationOptions, type RequestOptions, SoftwareAuthenticator } from '#test/passkeys/software-authenticator.ts'
import { createSrpClient } from '#test/users/srp-client.ts'
import { byPassword, codeFor, email, hostedTokens, known, migrating, setStage, type Stage } from './stage.ts'

const NEW = 'Newer-Horse-10'
const SIGNED_IN = ['PreAuthentication_Authentication', 'PostAuthentication_Authentication']
const CUSTOM_ROUND = ['DefineAuthChallenge_Authentication', 'CreateAuthChallenge_Authentication', 'VerifyAuthChallengeResponse_Authentication', 'DefineAuthChallenge_Authentication']

type Path = readonly [path: string, walk: (stage: Stage) => Promise<unknown>, sources: readonly string[]]

const signInPage = async (browser: HostedBrowser, { poolhouse: { application } }: Stage) => pageOf(await beginAuthorize(browser, application), 'sign-in')
/** Redeems the code that a walk over pages ended with. */
const redeem = ({ poolhouse: { application } }: Stage, stop: Stop) => exchangeCode(application, codeOf(stop))
/** Says on the pages that the password is forgotten; ends where a code is asked for. */
const forgetHosted = async (browser: HostedBrowser, stage: Stage, username: string) => {
  const { view } = await signInPage(browser, stage)
  const forgot = pageOf(await browser.open(new URL(view.frame.links.forgotPassword ?? '', stage.poolhouse.url).href), 'forgot-password')
  return pageOf(await browser.submit(forgot, 'forgot-password', { username }), 'reset-password')
}

/** Cognito: user pool Lambda triggers, the order of calls on each path. */
const PATHS: readonly Path[] = [
  ['API SignUp, then ConfirmSignUp', async (stage) => {
    await stage.sdk.signUp({ ClientId: stage.ClientId, Username: 'ann', Password: PASSWORD, UserAttributes: email('ann') })
    await stage.sdk.confirmSignUp({ ClientId: stage.ClientId, Username: 'ann', ConfirmationCode: await codeFor(stage, 'ann') })
  }, ['PreSignUp_SignUp', 'CustomMessage_SignUp', 'PostConfirmation_ConfirmSignUp']],
  ['API SignUp that the function confirms', ({ sdk, triggers, ClientId }) => {
    triggers.functions.PreSignUp = () => ({ autoConfirmUser: true, autoVerifyEmail: true })
    return sdk.signUp({ ClientId, Username: 'auto', Password: PASSWORD, UserAttributes: email('auto') })
  }, ['PreSignUp_SignUp', 'PostConfirmation_ConfirmSignUp']],
  ['API SignUp whose message the function sends', async ({ sdk, triggers, ClientId }) => {
    const called = new Promise<void>((resolve) => { triggers.functions.CustomEmailSender = () => { resolve(); return {} } })
    await sdk.signUp({ ClientId, Username: 'sent', Password: PASSWORD, UserAttributes: email('sent') })
    await called
  }, ['PreSignUp_SignUp', 'CustomEmailSender_SignUp']],
  ['API ResendConfirmationCode, then AdminConfirmSignUp', async ({ sdk, poolhouse, triggers, ClientId, UserPoolId }) => {
    await sdk.signUp({ ClientId, Username: 'late', Password: PASSWORD, UserAttributes: email('late') })
    triggers.calls.length = 0
    poolhouse.clock.advance(60_000)
    await sdk.resendConfirmationCode({ ClientId, Username: 'late' })
    await sdk.adminConfirmSignUp({ UserPoolId, Username: 'late' })
  }, ['CustomMessage_ResendCode', 'PostConfirmation_ConfirmSignUp']],
  ['API sign-in by password', async (stage) => {
    await known(stage, 'bob')
    await byPassword(stage, 'bob')
  }, [...SIGNED_IN, 'TokenGeneration_Authentication']],
  ['API sign-in by a wrong password', async (stage) => {
    await known(stage, 'bill')
    await assert.rejects(byPassword(stage, 'bill', 'Wrong-Horse-9'))
  }, ['PreAuthentication_Authentication']],
  ['API sign-in by a code', async (stage) => {
    await known(stage, 'carl')
    const { Session } = await stage.sdk.initiateAuth({ ClientId: stage.ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'carl', PREFERRED_CHALLENGE: 'EMAIL_OTP' } })
    await stage.sdk.respondToAuthChallenge({ ClientId: stage.ClientId, ChallengeName: 'EMAIL_OTP', Session, ChallengeResponses: { USERNAME: 'carl', EMAIL_OTP_CODE: await codeFor(stage, 'carl') } })
  }, ['PreAuthentication_Authentication', 'CustomMessage_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_Authentication']],
  ['API sign-in by SRP', async (stage) => {
    await known(stage, 'cleo')
    const srp = createSrpClient()
    const { ChallengeParameters = {}, Session } = await stage.sdk.initiateAuth({ ClientId: stage.ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'cleo', SRP_A: srp.srpA } })
    await stage.sdk.respondToAuthChallenge({ ClientId: stage.ClientId, ChallengeName: 'PASSWORD_VERIFIER', Session, ChallengeResponses: { USERNAME: 'cleo', ...srp.answer(ChallengeParameters, stage.UserPoolId, PASSWORD) } })
  }, [...SIGNED_IN, 'TokenGeneration_Authentication']],
  ['API sign-in by a passkey', async (stage) => {
    const { sdk, ClientId, poolhouse } = stage
    await known(stage, 'clio')
    const AccessToken = (await byPassword(stage, 'clio')).AuthenticationResult?.AccessToken
    const device = new SoftwareAuthenticator({ origin: poolhouse.url })
    const { CredentialCreationOptions } = await sdk.startWebAuthnRegistration({ AccessToken })
    await sdk.completeWebAuthnRegistration({ AccessToken, Credential: device.create(CredentialCreationOptions as CreationOptions) })
    stage.triggers.calls.length = 0
    const { ChallengeParameters, Session } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME: 'clio', PREFERRED_CHALLENGE: 'WEB_AUTHN' } })
    const CREDENTIAL = device.get(JSON.parse(ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '') as RequestOptions)
    await sdk.respondToAuthChallenge({ ClientId, ChallengeName: 'WEB_AUTHN', Session, ChallengeResponses: { USERNAME: 'clio', CREDENTIAL } })
  }, [...SIGNED_IN, 'TokenGeneration_Authentication']],
  ['API sign-in by an operator', async (stage) => {
    await known(stage, 'cyra')
    await stage.sdk.adminInitiateAuth({ UserPoolId: stage.UserPoolId, ClientId: stage.ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'cyra', PASSWORD } })
  }, [...SIGNED_IN, 'TokenGeneration_Authentication']],
  ['API sign-in that the functions ask for', async (stage) => {
    await known(stage, 'cora')
    const { Session } = await stage.sdk.initiateAuth({ ClientId: stage.ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'cora' } })
    await stage.sdk.respondToAuthChallenge({ ClientId: stage.ClientId, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'cora', ANSWER: '42' } })
  }, ['PreAuthentication_Authentication', ...CUSTOM_ROUND, 'PostAuthentication_Authentication', 'TokenGeneration_Authentication']],
  ['API sign-in of somebody who is elsewhere, and once more', async (stage) => {
    migrating(stage, 'dora')
    await byPassword(stage, 'dora')
    await byPassword(stage, 'dora')
  }, ['UserMigration_Authentication', ...SIGNED_IN, 'TokenGeneration_Authentication', ...SIGNED_IN, 'TokenGeneration_Authentication']],
  ['API AdminCreateUser, then the first sign-in', async (stage) => {
    const { sdk, UserPoolId, ClientId } = stage
    await sdk.adminCreateUser({ UserPoolId, Username: 'eric', TemporaryPassword: PASSWORD, UserAttributes: email('eric'), DesiredDeliveryMediums: ['EMAIL'] })
    const { Session } = await byPassword(stage, 'eric')
    await sdk.respondToAuthChallenge({ ClientId, ChallengeName: 'NEW_PASSWORD_REQUIRED', Session, ChallengeResponses: { USERNAME: 'eric', NEW_PASSWORD: NEW } })
  }, ['PreSignUp_AdminCreateUser', 'CustomMessage_AdminCreateUser', ...SIGNED_IN, 'TokenGeneration_NewPasswordChallenge']],
  ['API ForgotPassword, then ConfirmForgotPassword', async (stage) => {
    await known(stage, 'fred')
    await stage.sdk.forgotPassword({ ClientId: stage.ClientId, Username: 'fred' })
    await stage.sdk.confirmForgotPassword({ ClientId: stage.ClientId, Username: 'fred', ConfirmationCode: await codeFor(stage, 'fred'), Password: NEW })
  }, ['CustomMessage_ForgotPassword', 'PostConfirmation_ConfirmForgotPassword']],
  ['API AdminResetUserPassword, then ConfirmForgotPassword', async (stage) => {
    await known(stage, 'fritz')
    await stage.sdk.adminResetUserPassword({ UserPoolId: stage.UserPoolId, Username: 'fritz' })
    await stage.sdk.confirmForgotPassword({ ClientId: stage.ClientId, Username: 'fritz', ConfirmationCode: await codeFor(stage, 'fritz'), Password: NEW })
  }, ['CustomMessage_ForgotPassword', 'PostConfirmation_ConfirmForgotPassword']],
  ['API ForgotPassword of somebody who is elsewhere', (stage) => {
    migrating(stage, 'fay')
    return stage.sdk.forgotPassword({ ClientId: stage.ClientId, Username: 'fay' })
  }, ['UserMigration_ForgotPassword', 'CustomMessage_ForgotPassword']],
  ['API attributes: UpdateUserAttributes, then GetUserAttributeVerificationCode', async (stage) => {
    await known(stage, 'gina')
    const { AuthenticationResult } = await byPassword(stage, 'gina')
    stage.triggers.calls.length = 0
    await stage.sdk.updateUserAttributes({ AccessToken: AuthenticationResult?.AccessToken, UserAttributes: email('gina2') })
    await stage.sdk.getUserAttributeVerificationCode({ AccessToken: AuthenticationResult?.AccessToken, AttributeName: 'email' })
  }, ['CustomMessage_UpdateUserAttribute', 'CustomMessage_VerifyUserAttribute']],
  ['API AdminUpdateUserAttributes', async (stage) => {
    await known(stage, 'greta')
    await stage.sdk.adminUpdateUserAttributes({ UserPoolId: stage.UserPoolId, Username: 'greta', UserAttributes: email('greta2') })
  }, ['CustomMessage_UpdateUserAttribute']],
  ['API refresh, by either operation', async (stage) => {
    await known(stage, 'hugo')
    const { AuthenticationResult } = await byPassword(stage, 'hugo')
    const RefreshToken = AuthenticationResult?.RefreshToken ?? ''
    stage.triggers.calls.length = 0
    await stage.sdk.getTokensFromRefreshToken({ ClientId: stage.ClientId, RefreshToken })
    await stage.sdk.initiateAuth({ ClientId: stage.ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken } })
  }, ['TokenGeneration_RefreshTokens', 'TokenGeneration_RefreshTokens']],
  ['hosted sign-up, confirmation, and the sign-in that follows', async (stage) => {
    const { application } = stage.poolhouse
    const browser = browserFor(application)
    const waiting = pageOf(await signUpHosted(browser, application, { email: 'ines@example.com', password: PASSWORD, username: 'ines' }), 'confirm')
    const done = await browser.submit(waiting, 'confirm-sign-up', { username: 'ines', code: await codeFor(stage, 'ines') })
    await exchangeCode(application, codeOf(done))
  }, ['PreSignUp_SignUp', 'CustomMessage_SignUp', 'PostConfirmation_ConfirmSignUp', ...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['hosted sign-in, then a refresh at the token endpoint', async (stage) => {
    await known(stage, 'jane')
    const tokens = await hostedTokens(stage, 'jane')
    await refresh(stage.poolhouse.application, tokens.refresh_token ?? '')
  }, [...SIGNED_IN, 'TokenGeneration_HostedAuth', 'TokenGeneration_RefreshTokens']],
  ['hosted sign-in of somebody who is elsewhere', (stage) => {
    migrating(stage, 'kate')
    return hostedTokens(stage, 'kate')
  }, ['UserMigration_Authentication', ...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['hosted sign-in by a code', async (stage) => {
    await known(stage, 'lars')
    const browser = browserFor(stage.poolhouse.application)
    const choice = pageOf(await browser.submit(await signInPage(browser, stage), 'identify', { username: 'lars' }), 'choose-method')
    const asked = pageOf(await browser.submit(choice, 'choose-method', { method: 'EMAIL_OTP' }), 'sign-in-code')
    await redeem(stage, await browser.submit(asked, 'sign-in-code', { code: await codeFor(stage, 'lars') }))
  }, ['PreAuthentication_Authentication', 'CustomMessage_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth']],
  ['hosted sign-in by a passkey', async (stage) => {
    const { poolhouse: { application }, triggers } = stage
    await known(stage, 'lena')
    const first = browserFor(application)
    const offer = pageOf(await first.submit(await signInPage(first, stage), 'sign-in', { username: 'lena', password: PASSWORD, passkeys: 'on' }), 'add-passkey')
    const { device } = await addPasskey(first, offer)
    triggers.calls.length = 0
    const browser = browserFor(application)
    await redeem(stage, await signInByPasskey(browser, await signInPage(browser, stage), device))
  }, [...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['hosted sign-in that the functions ask for', async (stage) => {
    await known(stage, 'lola')
    const browser = browserFor(stage.poolhouse.application)
    const asked = pageOf(await browser.submit(await signInPage(browser, stage), 'custom-sign-in', { username: 'lola' }), 'custom-challenge')
    await redeem(stage, await browser.submit(asked, 'custom-challenge', { round: asked.view.round, answer: '42' }))
  }, ['PreAuthentication_Authentication', ...CUSTOM_ROUND, 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth']],
  ['hosted first sign-in of somebody who was invited', async (stage) => {
    const { sdk, UserPoolId, poolhouse: { application } } = stage
    await sdk.adminCreateUser({ UserPoolId, Username: 'mara', TemporaryPassword: PASSWORD, UserAttributes: email('mara'), DesiredDeliveryMediums: ['EMAIL'] })
    const browser = browserFor(application)
    const asked = pageOf(await signInHosted(browser, application, { username: 'mara', password: PASSWORD }), 'new-password')
    await redeem(stage, await browser.submit(asked, 'new-password', { password: NEW }))
  }, ['PreSignUp_AdminCreateUser', 'CustomMessage_AdminCreateUser', ...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['hosted forgotten password, and the sign-in that follows', async (stage) => {
    await known(stage, 'nils')
    const browser = browserFor(stage.poolhouse.application)
    const reset = await forgetHosted(browser, stage, 'nils')
    await redeem(stage, await browser.submit(reset, 'reset-password', { username: 'nils', code: await codeFor(stage, 'nils'), password: NEW }))
  }, ['CustomMessage_ForgotPassword', 'PostConfirmation_ConfirmForgotPassword', ...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['hosted forgotten password of somebody who is elsewhere', (stage) => {
    migrating(stage, 'nora')
    return forgetHosted(browserFor(stage.poolhouse.application), stage, 'nora')
  }, ['UserMigration_ForgotPassword', 'CustomMessage_ForgotPassword']],
  ['hosted sign-up whose code is asked for once more', async (stage) => {
    const { application, clock } = stage.poolhouse
    const browser = browserFor(application)
    const waiting = pageOf(await signUpHosted(browser, application, { email: 'otto@example.com', password: PASSWORD, username: 'otto' }), 'confirm')
    clock.advance(60_000)
    pageOf(await browser.submit(waiting, 'resend-code', { username: 'otto', purpose: 'sign-up' }), 'confirm')
  }, ['PreSignUp_SignUp', 'CustomMessage_SignUp', 'CustomMessage_ResendCode']],
  ['implicit grant at the authorization endpoint', async (stage) => {
    const { application, domain, pool } = stage.poolhouse
    await known(stage, 'paul')
    const { id: clientId } = await createUserPoolClient(domain, {
      UserPoolId: pool.id, ClientName: 'implicit', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['implicit'], AllowedOAuthScopes: ['openid'], CallbackURLs: [CALLBACK],
    })
    const browser = browserFor(application)
    const page = pageOf(await beginAuthorize(browser, { ...application, clientId }, { response_type: 'token', scope: 'openid' }), 'sign-in')
    await browser.submit(page, 'sign-in', { username: 'paul', password: PASSWORD })
  }, [...SIGNED_IN, 'TokenGeneration_HostedAuth']],
  ['client credentials at the token endpoint', async ({ poolhouse: { application, stores, clock, domain, pool } }) => {
    const at = clock.now()
    await stores.resourceServers.createResourceServer({ poolId: pool.id, identifier: 'api', name: 'api', scopes: [{ name: 'read', description: 'r' }], createdAt: at, updatedAt: at })
    const machine = await createUserPoolClient(domain, {
      UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['api/read'],
    })
    const { status } = await askForTokens({ ...application, clientId: machine.id }, { grant_type: 'client_credentials', client_secret: machine.secrets[0]?.value ?? '' })
    assert.equal(status, 200)
  }, ['TokenGeneration_ClientCredentials']],
]

const BY_LINK: readonly Path[] = [
  ['hosted sign-up, confirmed by a link on another device, and a sign-in', async (stage) => {
    const { application, message } = stage.poolhouse
    pageOf(await signUpHosted(browserFor(application), application, { email: 'ines@example.com', password: PASSWORD, username: 'ines' }), 'confirm')
    const phone = browserFor(application)
    const ready = pageOf(await phone.open((await message({ username: 'ines' })).link ?? ''), 'confirm-link')
    const { clientId, username, code } = ready.view.link
    pageOf(await phone.submit(ready, 'confirm-link', { client_id: clientId, user_name: username, confirmation_code: code }), 'done')
    await hostedTokens(stage, 'ines')
  }, ['PreSignUp_SignUp', 'CustomMessage_SignUp', 'PostConfirmation_ConfirmSignUp', ...SIGNED_IN, 'TokenGeneration_HostedAuth']],
]

const CODE_IN_BETWEEN = ['PreAuthentication_Authentication', 'CustomMessage_Authentication', 'PostAuthentication_Authentication']
const WITH_SECOND_FACTOR: readonly Path[] = [
  ['API sign-in with a second factor by mail', async (stage) => {
    await known(stage, 'bob')
    await prefer(stage.poolhouse, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } }, 'bob')
    const { Session } = await byPassword(stage, 'bob')
    await stage.sdk.respondToAuthChallenge({ ClientId: stage.ClientId, ChallengeName: 'EMAIL_OTP', Session, ChallengeResponses: { USERNAME: 'bob', EMAIL_OTP_CODE: await codeFor(stage, 'bob') } })
  }, [...CODE_IN_BETWEEN, 'TokenGeneration_Authentication']],
  ['hosted sign-in with a second factor by mail', async (stage) => {
    const { poolhouse: { application } } = stage
    await known(stage, 'jane')
    await prefer(stage.poolhouse, { EmailMfaSettings: { Enabled: true, PreferredMfa: true } }, 'jane')
    const browser = browserFor(application)
    const asked = pageOf(await signInHosted(browser, application, { username: 'jane', password: PASSWORD }), 'mfa-code')
    await redeem(stage, await browser.submit(asked, 'mfa-code', { code: await codeFor(stage, 'jane') }))
  }, [...CODE_IN_BETWEEN, 'TokenGeneration_HostedAuth']],
]

/** The paths, by the pools that have them. */
const STAGES: readonly (readonly [pool: NonNullable<PoolhouseOptions['pool']>, paths: readonly Path[]])[] = [
  [{}, PATHS],
  [{ VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } }, BY_LINK],
  [{ MfaConfiguration: 'OPTIONAL', ...EMAIL, Policies: {} }, WITH_SECOND_FACTOR],
]

/** Members of each event's request and response (Cognito: user pool Lambda triggers, parameters of each). */
const MEMBERS: Readonly<Record<string, readonly [request: readonly string[], response: readonly string[]]>> = {
  PreSignUp: [['userAttributes', 'validationData', 'clientMetadata'], ['autoConfirmUser', 'autoVerifyEmail', 'autoVerifyPhone']],
  PostConfirmation: [['userAttributes', 'clientMetadata'], []],
  PreAuthentication: [['userAttributes', 'validationData'], []],
  PostAuthentication: [['userAttributes', 'newDeviceUsed', 'clientMetadata'], []],
  DefineAuthChallenge: [['userAttributes', 'userNotFound', 'clientMetadata', 'session'], ['challengeName', 'issueTokens', 'failAuthentication']],
  CreateAuthChallenge: [['userAttributes', 'userNotFound', 'clientMetadata', 'session', 'challengeName'], ['publicChallengeParameters', 'privateChallengeParameters', 'challengeMetadata']],
  VerifyAuthChallengeResponse: [['userAttributes', 'userNotFound', 'clientMetadata', 'privateChallengeParameters', 'challengeAnswer'], ['answerCorrect']],
  UserMigration_Authentication: [['password', 'validationData', 'clientMetadata'], ['userAttributes', 'finalUserStatus', 'messageAction', 'desiredDeliveryMediums', 'forceAliasCreation', 'enableSMSMFA']],
  UserMigration_ForgotPassword: [['validationData', 'clientMetadata'], ['userAttributes', 'finalUserStatus', 'messageAction', 'desiredDeliveryMediums', 'forceAliasCreation', 'enableSMSMFA']],
  CustomMessage: [['userAttributes', 'codeParameter', 'linkParameter', 'usernameParameter', 'clientMetadata'], ['smsMessage', 'emailMessage', 'emailSubject']],
  PreTokenGeneration: [['userAttributes', 'groupConfiguration', 'scopes'], ['claimsAndScopeOverrideDetails']],
  CustomEmailSender: [['type', 'code', 'userAttributes', 'clientMetadata'], []],
}

function assertMembers(path: string, call: TriggerCall): void {
  const [request, response] = MEMBERS[call.source] ?? MEMBERS[call.trigger] ?? []
  assert.deepEqual(Object.keys(call.request).toSorted(), request?.toSorted(), `${path}: request of ${call.source}`)
  assert.deepEqual(Object.keys(call.response), response, `${path}: response of ${call.source}`)
  const attributes = (call.request.userAttributes ?? {}) as Record<string, unknown>
  assert.ok(Object.values(attributes).every((value) => typeof value === 'string'), `${path}: attributes of ${call.source} are strings`)
}

test('each path calls the functions of the pool in Cognito’s order, with Cognito’s members', async (t) => {
  for (const [pool, paths] of STAGES) {
    const stage = await setStage(t, undefined, { pool })
    for (const path of paths) await walkOn(t, stage, path)
  }
})

async function walkOn(t: TestContext, stage: Stage, [path, walk, sources]: Path): Promise<void> {
  const { triggers } = stage
  const before = { ...triggers.functions }
  await t.test(path, async () => {
    triggers.calls.length = 0
    await walk(stage)
    assert.deepEqual(triggers.calls.map(({ source }) => source), sources)
    for (const call of triggers.calls) assertMembers(path, call)
  })
  for (const name of Object.keys(triggers.functions) as TriggerName[]) delete triggers.functions[name]
  Object.assign(triggers.functions, before)
}
