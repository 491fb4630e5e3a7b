import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:trigger'
const WITH_MESSAGE = [
  'SignUp', 'ResendConfirmationCode', 'AdminCreateUser', 'ForgotPassword', 'GetUserAttributeVerificationCode', 'UpdateUserAttributes', 'AdminUpdateUserAttributes', 'AdminResetUserPassword',
] as const
const AT_TOKENS = ['InitiateAuth', 'AdminInitiateAuth', 'InitiateAuth refresh', 'GetTokensFromRefreshToken'] as const

test('every operation that would have asked a function of the pool is refused with UnexpectedLambda, as none can be called', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const { access: AccessToken, refresh } = await signIn(api, client, 'ada')
  const email = (Value: string) => [{ Name: 'email', Value }]
  await api.sdk.signUp({ ClientId: client.id, Username: 'waiting', Password: PASSWORD, UserAttributes: email('waiting@example.com') })
  await api.sdk.signUp({ ClientId: client.id, Username: 'unconfirmed', Password: PASSWORD, UserAttributes: email('unconfirmed@example.com') })
  const { code: ConfirmationCode } = await api.message({ username: 'waiting' })
  await api.sdk.signUp({ ClientId: client.id, Username: 'too', Password: PASSWORD })
  for (const username of ['bob', 'eve', 'carol']) await makeUser(api, pool, username)
  await api.sdk.forgotPassword({ ClientId: client.id, Username: 'bob' })
  const { code: resetCode } = await api.message({ username: 'bob' })
  const named = { UserPoolId: pool.id, Username: 'ada' }
  const ofClient = { ClientId: client.id, Username: 'ada' }
  const plain = { ClientId: client.id, AuthFlow: 'USER_PASSWORD_AUTH' }
  const requests = (n: number): Record<string, object> => ({
    SignUp: { ...ofClient, Username: `new${n}`, Password: PASSWORD, UserAttributes: email(`new${n}@example.com`) },
    AdminCreateUser: { ...named, Username: `made${n}`, UserAttributes: email(`made${n}@example.com`), DesiredDeliveryMediums: ['EMAIL'] },
    ConfirmSignUp: { ...ofClient, Username: 'waiting', ConfirmationCode },
    AdminConfirmSignUp: { ...named, Username: 'too' },
    ConfirmForgotPassword: { ...ofClient, Username: 'bob', ConfirmationCode: resetCode, Password: PASSWORD },
    ResendConfirmationCode: { ...ofClient, Username: 'unconfirmed' },
    ForgotPassword: { ...ofClient, Username: 'carol' },
    GetUserAttributeVerificationCode: { AccessToken, AttributeName: 'email' },
    UpdateUserAttributes: { AccessToken, UserAttributes: email('x@example.com') },
    AdminUpdateUserAttributes: { ...named, UserAttributes: email('y@example.com') },
    AdminResetUserPassword: { ...named, Username: 'eve' },
    InitiateAuth: { ...plain, AuthParameters: { USERNAME: 'ada', PASSWORD } },
    AdminInitiateAuth: { ...plain, UserPoolId: pool.id, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'ada', PASSWORD } },
    'InitiateAuth stranger': { ...plain, AuthParameters: { USERNAME: 'nobody', PASSWORD } },
    'InitiateAuth custom': { ...plain, AuthFlow: 'CUSTOM_AUTH', AuthParameters: { USERNAME: 'ada' } },
    'InitiateAuth refresh': { ...plain, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refresh } },
    'ForgotPassword stranger': { ...ofClient, Username: 'nobody' },
    GetTokensFromRefreshToken: { ClientId: client.id, RefreshToken: refresh },
  })
  const refused: [LambdaConfigType, readonly string[]][] = [
    [{ PreTokenGeneration: FUNCTION }, AT_TOKENS],
    [{ PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: FUNCTION } }, AT_TOKENS],
    [{ PreAuthentication: FUNCTION }, ['InitiateAuth', 'AdminInitiateAuth']],
    [{ PostAuthentication: FUNCTION }, ['InitiateAuth', 'AdminInitiateAuth']],
    [{ DefineAuthChallenge: FUNCTION, CreateAuthChallenge: FUNCTION, VerifyAuthChallengeResponse: FUNCTION }, ['InitiateAuth custom']],
    [{ UserMigration: FUNCTION }, ['InitiateAuth stranger', 'ForgotPassword stranger']],
    [{ PreSignUp: FUNCTION }, ['SignUp', 'AdminCreateUser']],
    [{ PostConfirmation: FUNCTION }, ['ConfirmSignUp', 'AdminConfirmSignUp', 'ConfirmForgotPassword']],
    [{ CustomMessage: FUNCTION }, WITH_MESSAGE],
  ]
  for (const [n, [LambdaConfig, names]] of refused.entries()) {
    await api.sdk.updateUserPool({ UserPoolId: pool.id, AutoVerifiedAttributes: ['email'], LambdaConfig })
    for (const name of names) {
      const { status, json } = await api.post(name.split(' ')[0] ?? '', requests(n)[name])
      assert.deepEqual([status, json.__type], [400, 'UnexpectedLambdaException'], `${name} with ${Object.keys(LambdaConfig).join()}: ${String(json.message)}`)
    }
  }
})
