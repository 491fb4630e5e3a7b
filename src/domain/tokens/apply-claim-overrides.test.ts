import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overrideAccessClaims, overrideIdClaims, overrideScopes, parseOverridesV1, parseOverridesV2 } from './apply-claim-overrides.ts'

test('V1 sets and suppresses claims of the ID token; what is both is suppressed', () => {
  const overrides = parseOverridesV1({ claimsOverrideDetails: { claimsToAddOrOverride: { team: 'red', email: 'x@example.com', both: '1' }, claimsToSuppress: ['name', 'both'] } })
  assert.deepEqual(overrideIdClaims({ email: 'a@example.com', name: 'Ann', sub: '1' }, overrides), { email: 'x@example.com', sub: '1', team: 'red' })
  assert.deepEqual(overrideAccessClaims({ sub: '1' }, overrides), { sub: '1' })
})

test('V1 claims are texts: numbers and truth values become such, anything deeper is refused; V2 keeps any JSON type', () => {
  const claimsToAddOrOverride = { level: 3, vip: true, gone: null, 'dev:x': 'no', 'cognito:x': 'no' }
  assert.deepEqual(overrideIdClaims({ gone: 'stays' }, parseOverridesV1({ claimsOverrideDetails: { claimsToAddOrOverride } })), { gone: 'stays', level: '3', vip: 'true' })
  for (const deep of [['a'], { a: 1 }]) assert.throws(() => parseOverridesV1({ claimsOverrideDetails: { claimsToAddOrOverride: { deep } } }), { code: 'InvalidLambdaResponse' })
  const idTokenGeneration = { claimsToAddOrOverride: { ...claimsToAddOrOverride, deep: [{ a: 1 }] } }
  assert.deepEqual(overrideIdClaims({}, parseOverridesV2({ claimsAndScopeOverrideDetails: { idTokenGeneration } })), { level: 3, vip: true, deep: [{ a: 1 }] })
})

test('reserved claims stay as they are', () => {
  const overrides = parseOverridesV2({
    claimsAndScopeOverrideDetails: {
      idTokenGeneration: { claimsToAddOrOverride: { sub: 'x', aud: 'x', 'cognito:groups': ['admin'], 'cognito:username': 'root', identities: [], nonce: 'x', exp: 9e9 }, claimsToSuppress: ['iss', 'origin_jti'] },
      accessTokenGeneration: { claimsToAddOrOverride: { client_id: 'x', scope: 'admin', username: 'root', cnf: {}, iss: 'x', aud: 'x' }, claimsToSuppress: ['scope', 'jti'] },
    },
  })
  assert.deepEqual(overrideIdClaims({ sub: '1', iss: 'i', origin_jti: 'o' }, overrides), { sub: '1', iss: 'i', origin_jti: 'o' })
  assert.deepEqual(overrideAccessClaims({ sub: '1', scope: 'openid', jti: 'j' }, overrides), { sub: '1', scope: 'openid', jti: 'j' })
})

test('V2 gives claims of any JSON type and changes scopes, but cannot add those of the service', () => {
  const overrides = parseOverridesV2({
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: { tenants: [1, { a: true }] }, scopesToAdd: ['api/read', 'aws.cognito.signin.user.admin', 'two words', 'email'], scopesToSuppress: ['openid'] } },
  })
  assert.deepEqual(overrideAccessClaims({}, overrides), { tenants: [1, { a: true }] })
  assert.deepEqual(overrideScopes(['openid', 'email'], overrides), ['email', 'api/read'])
})

test('groups: absent details keep them, null or empty ones take them away, others replace them', () => {
  assert.equal(parseOverridesV1({ claimsOverrideDetails: {} }).groups, undefined)
  assert.deepEqual(parseOverridesV1({ claimsOverrideDetails: { groupOverrideDetails: null } }).groups, { groups: [], roles: [], preferredRole: null })
  assert.deepEqual(parseOverridesV1({ claimsOverrideDetails: { groupOverrideDetails: { groupsToOverride: ['a'], iamRolesToOverride: ['arn'], preferredRole: 'arn' } } }).groups, { groups: ['a'], roles: ['arn'], preferredRole: 'arn' })
})

test('no answer changes nothing, and an answer of another form is refused', () => {
  assert.deepEqual(overrideIdClaims({ a: 1 }, parseOverridesV1({ claimsOverrideDetails: null })), { a: 1 })
  const malformed = [
    { claimsOverrideDetails: 'x' }, { claimsOverrideDetails: [] }, { claimsOverrideDetails: { claimsToSuppress: 'name' } }, { claimsOverrideDetails: { claimsToSuppress: [1] } },
    { claimsOverrideDetails: { groupOverrideDetails: { preferredRole: 1 } } },
  ]
  for (const response of malformed) assert.throws(() => parseOverridesV1(response), { code: 'InvalidLambdaResponse' }, JSON.stringify(response))
})

test('one answer names five thousand claims and scopes, and no more', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `c${n}`)
  const claims = (count: number) => Object.fromEntries(names(count).map((name) => [name, 'x']))
  assert.equal(Object.keys(parseOverridesV1({ claimsOverrideDetails: { claimsToAddOrOverride: claims(4999), claimsToSuppress: ['email'] } }).id.set).length, 4999)
  assert.throws(() => parseOverridesV1({ claimsOverrideDetails: { claimsToAddOrOverride: claims(4999), claimsToSuppress: ['email', 'name'] } }), { code: 'InvalidLambdaResponse' })
  const details = (scopesToAdd: string[]) => ({ claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride: claims(2000) }, accessTokenGeneration: { claimsToAddOrOverride: claims(2000), scopesToAdd } } })
  assert.equal(parseOverridesV2(details(names(1000))).access.addScopes.length, 1000)
  assert.throws(() => parseOverridesV2(details(names(1001))), { code: 'InvalidLambdaResponse' })
})
