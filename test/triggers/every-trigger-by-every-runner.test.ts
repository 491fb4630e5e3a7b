import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { runInboundFederation } from '#src/domain/triggers/inbound-federation.ts'
import { beginAuthorize, browserFor, exchangeCode, issuerOf, refresh, signInHosted, signUpHosted } from '#test/drive/application.ts'
import { codeOf, pageOf } from '#test/drive/hosted-browser.ts'
import { PASSWORD } from '#test/drive/open-poolhouse.ts'
import {
  EVERY_TRIGGER, type Event, NO_GROUPS, NO_MIGRATION, NO_OVERRIDES, NO_WORDS, NOBODYS_SDK, openWithFunctions, PAIRS, placesFor, SDK_VERSION, SENDERS,
} from './open-with-functions.ts'
import { arnOf, RUNNERS } from './register-functions.ts'

const claimsOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Event

for (const kind of RUNNERS) {
  test(`the SDK's sign-up, confirmation, sign-in and refresh call functions as on AWS, by ${kind}`, async (t) => {
    const { sdk, client, calls, eventOf, userAttributes, message } = await openWithFunctions(t, kind)
    const event = eventOf(SDK_VERSION)
    const ClientId = client.id
    const email = 'ada@example.com'
    const { UserSub = '' } = await sdk.signUp({
      ClientId, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }], ValidationData: [{ Name: 'captcha', Value: 'passed' }], ClientMetadata: PAIRS,
    })
    const unconfirmed = { ...await userAttributes(email, 'UNCONFIRMED') }
    assert.deepEqual(await calls(), [
      event('PreSignUp_SignUp', UserSub, { userAttributes: { email, email_verified: 'false' }, validationData: { captcha: 'passed' }, clientMetadata: PAIRS }, { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }),
      event('CustomMessage_SignUp', UserSub, { userAttributes: unconfirmed, ...placesFor(), clientMetadata: PAIRS }, NO_WORDS),
    ])
    const { code, subject, text } = await message({ to: email })
    assert.deepEqual([subject, text], ['A word for CustomMessage_SignUp', `The word is ${String(code)}`])

    await sdk.confirmSignUp({ ClientId, Username: email, ConfirmationCode: code ?? '', ClientMetadata: PAIRS })
    const confirmed = await userAttributes(email)
    assert.deepEqual(await calls(), [event('PostConfirmation_ConfirmSignUp', UserSub, { userAttributes: confirmed, clientMetadata: PAIRS }, {})])

    const { AuthenticationResult: tokens } = await sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD }, ClientMetadata: PAIRS })
    const issued = (source: string) => event(`TokenGeneration_${source}`, UserSub, { userAttributes: confirmed, groupConfiguration: NO_GROUPS, scopes: ['aws.cognito.signin.user.admin'] }, NO_OVERRIDES, '3')
    assert.deepEqual(await calls(), [
      event('PreAuthentication_Authentication', UserSub, { userAttributes: confirmed, validationData: PAIRS }, {}),
      event('PostAuthentication_Authentication', UserSub, { userAttributes: confirmed, newDeviceUsed: false, clientMetadata: {} }, {}),
      issued('Authentication'),
    ])
    assert.equal(claimsOf(tokens?.IdToken)['plan'], 'basic')
    assert.equal(claimsOf(tokens?.AccessToken)['tenant'], 'north')
    await sdk.initiateAuth({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: tokens?.RefreshToken ?? '' } })
    assert.deepEqual(await calls(), [issued('RefreshTokens')])
  })

  test(`a sign-in by the pool's own questions, and an operator's invitation, call functions as on AWS, by ${kind}`, async (t) => {
    const { sdk, pool, client, calls, eventOf, addUser, userAttributes, message } = await openWithFunctions(t, kind)
    const event = eventOf(SDK_VERSION)
    const { id } = await addUser('ada@example.com')
    const attributes = await userAttributes('ada@example.com')
    await calls()
    const ClientId = client.id
    const { Session, ChallengeParameters } = await sdk.initiateAuth({ ClientId, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'ada@example.com' } })
    assert.equal(ChallengeParameters?.['title'], 'What do you get if you multiply six by nine?')
    const { AuthenticationResult: tokens } = await sdk.respondToAuthChallenge({
      ClientId, ChallengeName: 'CUSTOM_CHALLENGE', Session, ChallengeResponses: { USERNAME: 'ada@example.com', ANSWER: 'forty-two' }, ClientMetadata: PAIRS,
    })
    assert.ok(tokens?.IdToken)
    const asked = { userAttributes: attributes, userNotFound: false, clientMetadata: {} }
    const answered = { ...asked, clientMetadata: PAIRS }
    const undecided = { challengeName: null, issueTokens: null, failAuthentication: null }
    assert.deepEqual(await calls(), [
      event('PreAuthentication_Authentication', id, { userAttributes: attributes, validationData: {} }, {}),
      event('DefineAuthChallenge_Authentication', id, { ...asked, session: [] }, undecided),
      event('CreateAuthChallenge_Authentication', id, { ...asked, challengeName: 'CUSTOM_CHALLENGE', session: [] }, { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null }),
      event('VerifyAuthChallengeResponse_Authentication', id, { ...answered, privateChallengeParameters: { answer: 'forty-two' }, challengeAnswer: 'forty-two' }, { answerCorrect: null }),
      event('DefineAuthChallenge_Authentication', id, { ...answered, session: [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'RIDDLE' }] }, undecided),
      event('PostAuthentication_Authentication', id, { userAttributes: attributes, newDeviceUsed: false, clientMetadata: PAIRS }, {}),
      event('TokenGeneration_Authentication', id, { userAttributes: attributes, groupConfiguration: NO_GROUPS, scopes: ['aws.cognito.signin.user.admin'], clientMetadata: PAIRS }, NO_OVERRIDES, '3'),
    ])

    const email = 'bob@example.com'
    const { User } = await sdk.adminCreateUser({ UserPoolId: pool.id, Username: email, UserAttributes: [{ Name: 'email', Value: email }], DesiredDeliveryMediums: ['EMAIL'], ClientMetadata: PAIRS })
    const byOperator = eventOf(SDK_VERSION, 'CLIENT_ID_NOT_APPLICABLE')
    assert.deepEqual(await calls(), [
      byOperator('PreSignUp_AdminCreateUser', User?.Username ?? '', { userAttributes: { email, email_verified: 'false' }, validationData: null, clientMetadata: PAIRS }, { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }),
      byOperator('CustomMessage_AdminCreateUser', User?.Username ?? '', { userAttributes: await userAttributes(email, 'FORCE_CHANGE_PASSWORD'), ...placesFor('{username}'), clientMetadata: PAIRS }, NO_WORDS),
    ])
    assert.equal((await message({ to: email })).subject, 'Come in')
  })

  test(`an old user signs in with the old password, once with the function and never again with it, by ${kind}`, async (t) => {
    const { sdk, client, calls, eventOf, userAttributes, findUser, message } = await openWithFunctions(t, kind)
    const event = eventOf(SDK_VERSION)
    const ClientId = client.id
    const signIn = (USERNAME: string, password: string) => sdk.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: password }, ClientMetadata: PAIRS })
    await assert.rejects(signIn('old@example.com', 'Wrong-Horse-1'), { name: 'UserLambdaValidationException' })
    await calls()
    assert.ok((await signIn('old@example.com', 'Old-Horse-1887')).AuthenticationResult?.IdToken)
    const [migrated, ...rest] = await calls()
    assert.deepEqual(migrated, event('UserMigration_Authentication', 'old@example.com', { password: 'Old-Horse-1887', validationData: PAIRS, clientMetadata: PAIRS }, NO_MIGRATION))
    assert.deepEqual(rest.map(({ triggerSource }) => triggerSource), ['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_Authentication'])
    assert.ok((await signIn('old@example.com', 'Old-Horse-1887')).AuthenticationResult?.IdToken)
    await assert.rejects(signIn('old@example.com', 'Wrong-Horse-1'), { name: 'NotAuthorizedException' })
    assert.deepEqual((await calls()).filter(({ triggerSource }) => String(triggerSource).startsWith('UserMigration')), [])

    await sdk.forgotPassword({ ClientId, Username: 'older@example.com', ClientMetadata: PAIRS })
    const { id } = await findUser('older@example.com')
    const [forgotten, worded] = await calls()
    assert.deepEqual(forgotten, event('UserMigration_ForgotPassword', 'older@example.com', { validationData: PAIRS, clientMetadata: PAIRS }, NO_MIGRATION))
    assert.deepEqual(worded, event('CustomMessage_ForgotPassword', id, { userAttributes: await userAttributes('older@example.com', 'RESET_REQUIRED'), ...placesFor(), clientMetadata: PAIRS }, NO_WORDS))
    const { code } = await message({ to: 'older@example.com' })
    await sdk.confirmForgotPassword({ ClientId, Username: 'older@example.com', ConfirmationCode: code ?? '', Password: PASSWORD })
    assert.deepEqual(await calls(), [event('PostConfirmation_ConfirmForgotPassword', id, { userAttributes: await userAttributes('older@example.com'), clientMetadata: {} }, {})])
  })

  test(`hosted pages and the token endpoint call the same functions with the same events, by ${kind}`, async (t) => {
    const { domain, stores, pool, clock, application, url, calls, eventOf, addUser, userAttributes, findUser } = await openWithFunctions(t, kind)
    const event = eventOf(NOBODYS_SDK)
    const { id } = await addUser('ada@example.com')
    const attributes = await userAttributes('ada@example.com')
    await calls()
    const { body } = await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, { username: 'ada@example.com', password: PASSWORD })))
    const issued = (source: string) =>
      event(`TokenGeneration_${source}`, id, { userAttributes: attributes, groupConfiguration: NO_GROUPS, scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'] }, NO_OVERRIDES, '3')
    assert.deepEqual(await calls(), [
      event('PreAuthentication_Authentication', id, { userAttributes: attributes, validationData: {} }, {}),
      event('PostAuthentication_Authentication', id, { userAttributes: attributes, newDeviceUsed: false, clientMetadata: {} }, {}),
      issued('HostedAuth'),
    ])
    assert.deepEqual([claimsOf(body.id_token)['plan'], claimsOf(body.access_token)['tenant']], ['basic', 'north'])
    await refresh(application, body.refresh_token ?? '')
    assert.deepEqual(await calls(), [issued('RefreshTokens')])

    const old = { username: 'oldest@example.com', password: 'Oldest-Horse-1885' }
    await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, old)))
    const [migrated] = await calls()
    assert.deepEqual(migrated, event('UserMigration_Authentication', old.username, { password: old.password, validationData: {}, clientMetadata: {} }, NO_MIGRATION))
    await exchangeCode(application, codeOf(await signInHosted(browserFor(application), application, old)))
    assert.deepEqual((await calls()).map(({ triggerSource }) => triggerSource), ['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth'])

    pageOf(await signUpHosted(browserFor(application), application, { email: 'bob@example.com', password: PASSWORD }), 'confirm')
    const { id: bob } = await findUser('bob@example.com')
    assert.deepEqual(await calls(), [
      event('PreSignUp_SignUp', bob, { userAttributes: { email: 'bob@example.com', email_verified: 'false' }, validationData: null, clientMetadata: {} }, { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }),
      event('CustomMessage_SignUp', bob, { userAttributes: await userAttributes('bob@example.com', 'UNCONFIRMED'), ...placesFor(), clientMetadata: {} }, NO_WORDS),
    ])
    const refused = pageOf(await signUpHosted(browserFor(application), application, { email: 'eve@blocked.example.com', password: PASSWORD }), 'sign-up')
    assert.match(JSON.stringify(refused.view), /This address cannot sign up/)
    await calls()

    await stores.resourceServers.createResourceServer({ poolId: pool.id, identifier: 'orders', name: 'Orders', scopes: [{ name: 'read', description: 'Read' }], createdAt: clock.now(), updatedAt: clock.now() })
    const machine = await createUserPoolClient(domain, {
      UserPoolId: pool.id, ClientName: 'machine', GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['orders/read'],
    })
    const answer = await fetch(`${url}/${pool.id}/oauth2/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: machine.id, client_secret: machine.secrets[0]?.value ?? '', aws_client_metadata: JSON.stringify(PAIRS) }),
    })
    assert.equal(claimsOf(((await answer.json()) as { access_token: string }).access_token)['tenant'], 'machines')
    assert.deepEqual(await calls(), [
      eventOf(NOBODYS_SDK, machine.id)('TokenGeneration_ClientCredentials', 'ClientCredentials', { userAttributes: {}, groupConfiguration: null, scopes: ['orders/read'], clientMetadata: PAIRS }, NO_OVERRIDES, '3'),
    ])
    await beginAuthorize(browserFor(application), application)
    assert.deepEqual(await calls(), [], `nothing else calls a function (${issuerOf(application)})`)
  })

  test(`a code that a function sends is encrypted for it, and what a provider says of a person is changed by another, by ${kind}`, async (t) => {
    const { sdk, domain, pool, client, calls, eventOf, addUser, userAttributes, sent } = await openWithFunctions(t, kind)
    const { id } = await addUser('ada@example.com', { phone_number: '+12025550123', phone_number_verified: 'true' })
    const attributes = await userAttributes('ada@example.com')
    await sdk.updateUserPool({
      UserPoolId: pool.id, AutoVerifiedAttributes: ['email'],
      LambdaConfig: { ...SENDERS, InboundFederation: EVERY_TRIGGER.InboundFederation },
    })
    await calls()
    const { AuthenticationResult: tokens } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada@example.com', PASSWORD } })
    const AccessToken = tokens?.AccessToken ?? ''
    for (const [medium, AttributeName, to] of [['Email', 'email', 'ada@example.com'], ['SMS', 'phone_number', '+12025550123']] as const) {
      const sending = sent.next()
      await sdk.getUserAttributeVerificationCode({ AccessToken, AttributeName, ClientMetadata: PAIRS })
      const given = await sending
      const [told] = await calls()
      const { code } = told?.['request'] as { code: string }
      assert.deepEqual(told, eventOf(SDK_VERSION)(`Custom${medium}Sender_VerifyUserAttribute`, id, { type: `custom${medium}SenderRequestV1`, code, userAttributes: attributes, clientMetadata: PAIRS }, {}))
      assert.equal(given.to, to)
      assert.ok(!Buffer.from(code, 'base64').toString('latin1').includes(given.code))
      await sdk.verifyUserAttribute({ AccessToken, AttributeName, Code: given.code })
    }

    const idToken = { sub: '4711', email: 'grace@example.com', given_name: 'Grace' }
    const fresh = { ...pool, settings: { ...pool.settings, LambdaConfig: { InboundFederation: EVERY_TRIGGER.InboundFederation } } }
    const mapped = await runInboundFederation(domain, { pool: fresh, client }, {
      providerName: 'Example', providerType: 'OIDC', userName: 'Example_4711', statements: { tokenResponse: {}, idToken, userInfo: null }, attributes: {},
    })
    assert.deepEqual(mapped, { email: 'grace@example.com', name: 'Grace of Example' })
    assert.deepEqual(await calls(), [
      eventOf(NOBODYS_SDK)('InboundFederation_ExternalProvider', 'Example_4711', { providerName: 'Example', providerType: 'OIDC', attributes: { tokenResponse: {}, idToken } }, { userAttributesToMap: {} }),
    ])
  })

  test(`both older versions of pre token generation are sent and answer what is theirs, by ${kind}`, async (t) => {
    const { sdk, pool, client, calls, eventOf, addUser, userAttributes } = await openWithFunctions(t, kind)
    const { id } = await addUser('ada@example.com')
    const request = { userAttributes: await userAttributes('ada@example.com'), groupConfiguration: NO_GROUPS }
    const signIn = async (LambdaConfig: LambdaConfigType) => {
      await sdk.updateUserPool({ UserPoolId: pool.id, AutoVerifiedAttributes: ['email'], LambdaConfig })
      await calls()
      const { AuthenticationResult: tokens } = await sdk.initiateAuth({ ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada@example.com', PASSWORD } })
      return { idToken: claimsOf(tokens?.IdToken), accessToken: claimsOf(tokens?.AccessToken) }
    }
    const event = eventOf(SDK_VERSION)
    const first = await signIn({ PreTokenGeneration: arnOf('pre-token-generation') })
    assert.deepEqual(await calls(), [event('TokenGeneration_Authentication', id, request, { claimsOverrideDetails: null })])
    assert.deepEqual([first.idToken['plan'], first.idToken['email'], first.idToken['cognito:groups'], first.accessToken['cognito:groups'], first.accessToken['plan']], ['basic', undefined, ['readers'], ['readers'], undefined])
    const second = await signIn({ PreTokenGenerationConfig: { LambdaArn: arnOf('pre-token-generation-v2'), LambdaVersion: 'V2_0' } })
    assert.deepEqual(await calls(), [event('TokenGeneration_Authentication', id, { ...request, scopes: ['aws.cognito.signin.user.admin'] }, NO_OVERRIDES, '2')])
    assert.deepEqual([second.idToken['plan'], second.idToken['email'], second.accessToken['tenant'], second.accessToken['scope']], ['basic', undefined, 'north', 'aws.cognito.signin.user.admin orders/read'])
  })
}
