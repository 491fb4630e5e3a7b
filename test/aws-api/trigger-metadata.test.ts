import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OPERATIONS } from '#src/aws-api/operation-table.ts'
import { createPageTokens } from '#src/aws-api/page-token.ts'
import type { TriggerCall, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import { makePool, makeUser, PASSWORD, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi } from '#test/aws-api/open-aws-api.ts'

/** Functions that let everything pass, and what they were called with. */
function recordingTriggers() {
  const calls: TriggerCall[] = []
  const triggers: TriggerRunner = {
    has: (_pool, trigger) => trigger !== 'UserMigration' && !trigger.endsWith('Sender'),
    run: (call) => {
      calls.push(call)
      return Promise.resolve({})
    },
  }
  return { calls, triggers }
}

test('SignUp: what callers hand on reaches the functions it is meant for, and so it does from every operation on users', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api)
  await makeUser(api, pool, 'ada')
  await api.sdk.signUp({ ClientId: client.id, Username: 'waiting', Password: PASSWORD })
  const { access: AccessToken } = await signIn(api, client, 'ada')
  const { calls, triggers } = recordingTriggers()
  const pageTokens = createPageTokens({ seal: (text) => text, open: (text) => Buffer.from(text) })
  const handedOn = async (name: string, request: object) => {
    calls.length = 0
    const call = { requestId: 'r', clientIp: '203.0.113.1', region: 'us-east-1', userAgent: null }
    await OPERATIONS.get(name)?.run({ ...api.domain, pageTokens, triggers }, { ...request, ClientMetadata: { from: name } }, call)
    return calls.map(({ source, request }) => [source, (request.clientMetadata as { from?: string } | undefined)?.from, request.validationData ?? null])
  }
  const email = (value: string) => [{ Name: 'email', Value: value }]
  const named = { UserPoolId: pool.id, Username: 'ada' }
  const ofClient = { ClientId: client.id, Username: 'ada' }
  const code = async (username: string) => (await api.message({ username })).code ?? ''
  const validated = { ValidationData: [{ Name: 'k', Value: 'v' }] }

  assert.deepEqual(await handedOn('SignUp', { ClientId: client.id, Username: 'new', Password: PASSWORD, UserAttributes: email('new@example.com'), ...validated }), [
    ['PreSignUp_SignUp', 'SignUp', { k: 'v' }], ['CustomMessage_SignUp', 'SignUp', null],
  ])
  assert.deepEqual(await handedOn('ResendConfirmationCode', { ...ofClient, Username: 'new' }), [['CustomMessage_ResendCode', 'ResendConfirmationCode', null]])
  assert.deepEqual(await handedOn('ConfirmSignUp', { ...ofClient, Username: 'new', ConfirmationCode: await code('new') }), [['PostConfirmation_ConfirmSignUp', 'ConfirmSignUp', null]])
  assert.deepEqual(await handedOn('AdminConfirmSignUp', { ...named, Username: 'waiting' }), [['PostConfirmation_ConfirmSignUp', 'AdminConfirmSignUp', null]])
  assert.deepEqual(await handedOn('AdminCreateUser', { ...named, Username: 'made', UserAttributes: email('made@example.com'), DesiredDeliveryMediums: ['EMAIL'], ...validated }), [
    ['PreSignUp_AdminCreateUser', 'AdminCreateUser', { k: 'v' }], ['CustomMessage_AdminCreateUser', 'AdminCreateUser', null],
  ])
  assert.deepEqual(await handedOn('ForgotPassword', ofClient), [['CustomMessage_ForgotPassword', 'ForgotPassword', null]])
  assert.deepEqual(await handedOn('UpdateUserAttributes', { AccessToken, UserAttributes: email('x@example.com') }), [['CustomMessage_UpdateUserAttribute', 'UpdateUserAttributes', null]])
  assert.deepEqual(await handedOn('GetUserAttributeVerificationCode', { AccessToken, AttributeName: 'email' }), [['CustomMessage_VerifyUserAttribute', 'GetUserAttributeVerificationCode', null]])
  assert.deepEqual(await handedOn('AdminUpdateUserAttributes', { ...named, UserAttributes: email('y@example.com') }), [['CustomMessage_UpdateUserAttribute', 'AdminUpdateUserAttributes', null]])
  await api.sdk.adminUpdateUserAttributes({ ...named, UserAttributes: [{ Name: 'email_verified', Value: 'true' }] })
  assert.deepEqual(await handedOn('AdminResetUserPassword', named), [['CustomMessage_ForgotPassword', 'AdminResetUserPassword', null]])
  assert.deepEqual(await handedOn('ConfirmForgotPassword', { ...ofClient, ConfirmationCode: await code('ada'), Password: PASSWORD }), [
    ['PostConfirmation_ConfirmForgotPassword', 'ConfirmForgotPassword', null],
  ])
})
