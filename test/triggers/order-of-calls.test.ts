import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import type { TriggerCall, TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { askForTokens, browserFor, exchangeCode, refresh, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import { byPassword, codeFor, email, hostedTokens, known, migrating, setStage, type Stage } from './stage.ts'

const NEW = 'Newer-Horse-10'
const SIGNED_IN = ['PreAuthentication_Authentication', 'PostAuthentication_Authentication']
const CUSTOM_ROUND = ['DefineAuthChallenge_Authentication', 'CreateAuthChallenge_Authentication', 'VerifyAuthChallengeResponse_Authentication', 'DefineAuthChallenge_Authentication']

/** Cognito: user pool Lambda triggers, the order of calls on each path. */
const PATHS: readonly [path: string, walk: (stage: Stage) => Promise<unknown>, sources: readonly string[]][] = [
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
  ['API refresh', async (stage) => {
    await known(stage, 'hugo')
    const { AuthenticationResult } = await byPassword(stage, 'hugo')
    stage.triggers.calls.length = 0
    await stage.sdk.getTokensFromRefreshToken({ ClientId: stage.ClientId, RefreshToken: AuthenticationResult?.RefreshToken })
  }, ['TokenGeneration_RefreshTokens']],
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
  const stage = await setStage(t)
  const { triggers } = stage
  const before = { ...triggers.functions }
  for (const [path, walk, sources] of PATHS) {
    await t.test(path, async () => {
      triggers.calls.length = 0
      await walk(stage)
      assert.deepEqual(triggers.calls.map(({ source }) => source), sources)
      for (const call of triggers.calls) assertMembers(path, call)
    })
    for (const name of Object.keys(triggers.functions) as TriggerName[]) delete triggers.functions[name]
    Object.assign(triggers.functions, before)
  }
})
