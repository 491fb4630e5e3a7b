import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import { createTestTriggers } from '#test/test-triggers.ts'
import type { CustomMessageSource } from './custom-message.ts'
import { senderCall, withCode } from './custom-sender.ts'
import { type InboundFederationInput, runInboundFederation } from './inbound-federation.ts'

const pool = { id: 'us-east-1_Pool00001', settings: { LambdaConfig: { KMSKeyID: 'arn:aws:kms:us-east-1:123456789012:key/4f2c' } } } as UserPool
const client = { id: 'client1' } as AppClient
const requestOrigins = { current: () => ({ wire: 'api', address: null, userAgent: null, sdkUserAgent: 'aws-sdk-js/3.1.0', clientId: null, language: null, requestId: 'r' }) as const }
const user = { id: 'sub1', username: 'ada', status: 'CONFIRMED', attributes: { email: 'ada@example.com', email_verified: 'true' } } as unknown as User

test('the call of a sender has Cognito’s members, for every source and both media', () => {
  const triggers = createTestTriggers({ CustomEmailSender: () => ({}), CustomSMSSender: () => ({}) })
  const kinds = ['SignUp', 'ResendCode', 'ForgotPassword', 'UpdateUserAttribute', 'VerifyUserAttribute', 'AdminCreateUser', 'Authentication']
  for (const kind of kinds) {
    for (const [attribute, trigger, type] of [['email', 'CustomEmailSender', 'customEmailSenderRequestV1'], ['phone_number', 'CustomSMSSender', 'customSMSSenderRequestV1']] as const) {
      const handed = senderCall({ triggers, requestOrigins }, { pool, client, clientMetadata: { a: 'b' } }, { source: `CustomMessage_${kind}` as CustomMessageSource, user, attribute })
      assert.ok(handed)
      assert.equal(handed.keyId, pool.settings.LambdaConfig.KMSKeyID)
      assert.deepEqual(withCode(handed, 'c2VjcmV0'), {
        trigger, source: `${trigger}_${kind}`, poolId: pool.id, clientId: 'client1', userName: 'ada', response: {}, asked: { sdkUserAgent: 'aws-sdk-js/3.1.0', requestId: 'r' },
        request: {
          type, code: 'c2VjcmV0', clientMetadata: { a: 'b' },
          userAttributes: { sub: 'sub1', 'cognito:user_status': 'CONFIRMED', email: 'ada@example.com', email_verified: 'true' },
        },
      })
    }
  }
  assert.deepEqual(triggers.calls, [], 'nothing is called before the code is encrypted')
  assert.equal(senderCall({ triggers: createTestTriggers({ CustomSMSSender: () => ({}) }), requestOrigins }, { pool, client }, { source: 'CustomMessage_SignUp', user, attribute: 'email' }), null)
})

const federated: InboundFederationInput = {
  providerName: 'Corp', providerType: 'OIDC', userName: 'Corp_123', attributes: { email: 'ada@example.com', name: 'Ada' },
  statements: { tokenResponse: { access_token: 'a' }, idToken: { sub: '123' }, userInfo: null },
}

test('inbound federation is told what the provider said; named attributes replace all of them, none keep them', async () => {
  const answers = [{}, { userAttributesToMap: null }, { userAttributesToMap: {} }, { userAttributesToMap: { email: 'other@example.com', age: 7, name: null } }]
  const mapped = []
  for (const answer of answers) {
    const triggers = createTestTriggers({ InboundFederation: () => answer })
    mapped.push(await runInboundFederation({ triggers }, { pool, client }, federated))
    assert.deepEqual(triggers.calls, [{
      trigger: 'InboundFederation', source: 'InboundFederation_ExternalProvider', poolId: pool.id, clientId: 'client1', userName: 'Corp_123',
      request: { providerName: 'Corp', providerType: 'OIDC', attributes: { tokenResponse: { access_token: 'a' }, idToken: { sub: '123' } } },
      response: { userAttributesToMap: {} },
    }])
  }
  assert.deepEqual(mapped, [federated.attributes, federated.attributes, federated.attributes, { email: 'other@example.com', age: '7' }])
  assert.deepEqual(await runInboundFederation({ triggers: createTestTriggers() }, { pool, client }, federated), federated.attributes)
})

test('inbound federation is told of SAML as it is, and an answer of another form is refused', async () => {
  const triggers = createTestTriggers({ InboundFederation: () => ({ userAttributesToMap: { groups: ['a'] } }) })
  const saml = { ...federated, providerType: 'SAML', statements: { samlResponse: { email: 'ada@example.com' } } } as const
  await assert.rejects(runInboundFederation({ triggers }, { pool, client }, saml), { code: 'InvalidLambdaResponse' })
  assert.deepEqual(triggers.calls[0]?.request.attributes, { samlResponse: { email: 'ada@example.com' } })
})
