import assert from 'node:assert/strict'
import { test } from 'node:test'
import { appClientSettingsSchema } from '#src/domain/app-clients/app-client-settings.ts'
import { accessTokenHash, buildAccessClaims, buildIdClaims } from './build-claims.ts'
import type { ClaimsInput } from './build-claims.ts'

const settings = appClientSettingsSchema.parse({})

const input = (change: Partial<ClaimsInput> = {}): ClaimsInput => ({
  issuer: 'https://auth.example.com/us-east-1_Example01',
  client: { id: 'client1', settings },
  readable: new Set(['email', 'email_verified', 'name', 'custom:team', 'address', 'updated_at', 'phone_number_verified', 'identities']),
  user: {
    id: 'aaaaaaaa-0000-4000-8000-000000000001', username: 'ann', identities: [],
    attributes: { email: 'ann@example.com', email_verified: 'true', phone_number: '+15550100', phone_number_verified: 'false', name: 'Ann', 'custom:team': '42', address: 'Street 1', updated_at: '1700000000' },
  },
  groups: { groups: [], roles: [], preferredRole: null },
  scopes: ['openid', 'email'], wire: 'oauth',
  authTime: new Date(1_700_000_000_900), issuedAt: new Date(1_700_000_060_100), accessLifetime: 3600, idLifetime: 300,
  eventId: 'event', originJti: 'origin', accessJti: 'jti-a', idJti: 'jti-i', nonce: null, resource: null, jkt: null, deviceKey: null, acr: null, amr: ['pwd'],
  ...change,
})

test('an access token of the authorization server says who, which client, what for and until when', () => {
  assert.deepEqual(buildAccessClaims(input()), {
    sub: 'aaaaaaaa-0000-4000-8000-000000000001', iss: 'https://auth.example.com/us-east-1_Example01', version: 2, client_id: 'client1',
    origin_jti: 'origin', event_id: 'event', token_use: 'access', scope: 'openid email', auth_time: 1_700_000_000, exp: 1_700_003_660, iat: 1_700_000_060,
    jti: 'jti-a', username: 'ann',
  })
})

test('an ID token shows what the scopes show, in JSON types', () => {
  assert.deepEqual(buildIdClaims(input()), {
    email: 'ann@example.com', email_verified: true, sub: 'aaaaaaaa-0000-4000-8000-000000000001', iss: 'https://auth.example.com/us-east-1_Example01',
    'cognito:username': 'ann', origin_jti: 'origin', aud: 'client1', event_id: 'event', token_use: 'id', auth_time: 1_700_000_000,
    exp: 1_700_000_360, iat: 1_700_000_060, jti: 'jti-i',
  })
  const all = buildIdClaims(input({ scopes: ['openid'], nonce: 'n' }))
  assert.deepEqual([all.address, all.updated_at, all['custom:team'], all.phone_number_verified, all.phone_number, all.nonce], [{ formatted: 'Street 1' }, 1_700_000_000, '42', false, undefined, 'n'])
})

test('tokens of the API show all that is readable, and have no version', () => {
  const api = input({ wire: 'api', scopes: ['aws.cognito.signin.user.admin'] })
  assert.equal(buildAccessClaims(api).version, undefined)
  assert.equal(buildIdClaims(api).name, 'Ann')
})

test('groups, roles and linked identities', () => {
  const id = buildIdClaims(input({
    groups: { groups: ['b', 'a'], roles: ['arn:b'], preferredRole: 'arn:b' },
    user: { ...input().user, identities: [{ userId: '1', providerName: 'Google', providerType: 'Google', issuer: null, primary: true, dateCreated: 1_700_000_000_000, more: 'x' }] },
  }))
  assert.deepEqual([id['cognito:groups'], id['cognito:roles'], id['cognito:preferred_role']], [['b', 'a'], ['arn:b'], 'arn:b'])
  assert.deepEqual(id.identities, [{ dateCreated: '1700000000000', issuer: null, primary: 'true', providerName: 'Google', providerType: 'Google', userId: '1' }])
  assert.deepEqual(buildAccessClaims(input({ groups: { groups: ['b'], roles: ['arn:b'], preferredRole: null } }))['cognito:roles'], undefined)
})

test('without revocation tokens have no ids; rotation needs them all the same', () => {
  const off = { id: 'c', settings: { ...settings, EnableTokenRevocation: false } }
  const claims = { ...buildAccessClaims(input({ client: off })), ...buildIdClaims(input({ client: off })) }
  assert.deepEqual([claims.jti, claims.origin_jti], [undefined, undefined])
  const rotating = { id: 'c', settings: { ...off.settings, RefreshTokenRotation: { Feature: 'ENABLED' as const, RetryGracePeriodSeconds: 0 } } }
  assert.equal(buildAccessClaims(input({ client: rotating })).origin_jti, 'origin')
})

test('audience, key binding, device and assurance appear when there are any', () => {
  const claims = buildAccessClaims(input({ resource: 'https://api.example.com', jkt: 'thumb', deviceKey: 'dev', acr: 'urn:cognito:loa:1' }))
  assert.deepEqual([claims.aud, claims.cnf, claims.device_key, claims.acr, claims.amr], ['https://api.example.com', { jkt: 'thumb' }, 'dev', 'urn:cognito:loa:1', ['pwd']])
})

test('at_hash is the one of OpenID Connect Core, Appendix A.3', () => {
  assert.equal(accessTokenHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'), '77QmUPtjPfzWtF2AnpK9RQ')
})
