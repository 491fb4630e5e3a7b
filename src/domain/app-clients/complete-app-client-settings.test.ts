import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDomainError } from '#src/domain/domain-error.ts'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { AppClientSettingsInput } from './app-client-settings.ts'
import { completeAppClientSettings } from './complete-app-client-settings.ts'

const pool = { id: 'us-east-1_test', settings: completeUserPoolSettings({ Schema: [{ Name: 'email', Required: true }, { Name: 'team' }, { Name: 'note', DeveloperOnlyAttribute: true }] }) }
const complete = (given: AppClientSettingsInput, hasSecret = false) => completeAppClientSettings(given, { pool, hasSecret })
const refusal = (given: AppClientSettingsInput, hasSecret = false): string => {
  try {
    complete(given, hasSecret)
  } catch (error) {
    assert.ok(isDomainError(error))
    return `${error.code}: ${error.message}`
  }
  throw new assert.AssertionError({ message: 'was not refused' })
}
const OAUTH = { AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code' as const], AllowedOAuthScopes: ['openid'], CallbackURLs: ['https://app.example.com/'] }

test('nothing given is a client with every documented default', () => {
  assert.deepEqual(complete({}), {
    RefreshTokenValidity: 30, TokenValidityUnits: {}, ReadAttributes: [], WriteAttributes: [],
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'], SupportedIdentityProviders: ['COGNITO'],
    CallbackURLs: [], LogoutURLs: [], AllowedOAuthFlows: [], AllowedOAuthScopes: [], AllowedOAuthFlowsUserPoolClient: false,
    PreventUserExistenceErrors: 'LEGACY', EnableTokenRevocation: true, EnablePropagateAdditionalUserContextData: false, AuthSessionValidity: 3,
    Poolhouse: {
      pkceRequired: false, tokenEndpointAuthMethod: 'any', requirePushedAuthorizationRequests: false, dpopBoundAccessTokens: false,
      deviceFlow: false, introspection: false,
    },
  })
})

test('completing complete settings changes nothing, and neither does a way through JSON', () => {
  const once = complete({ ...OAUTH, TokenValidityUnits: { RefreshToken: 'minutes' }, RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } })
  assert.deepEqual(complete(once), once)
  assert.deepEqual(JSON.parse(JSON.stringify(once)), once)
  assert.equal(once.RefreshTokenValidity, 43_200)
})

test('lifetimes have bounds in whatever unit', () => {
  for (const given of [
    { AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' } }, { AccessTokenValidity: 25 }, { IdTokenValidity: 2, TokenValidityUnits: { IdToken: 'days' } },
    { RefreshTokenValidity: 59, TokenValidityUnits: { RefreshToken: 'minutes' } }, { RefreshTokenValidity: 3651 },
    { RefreshTokenValidity: 1, AccessTokenValidity: 2, TokenValidityUnits: { RefreshToken: 'hours' } },
  ] satisfies AppClientSettingsInput[]) assert.equal(refusal(given), 'InvalidParameter: Invalid range for token validity.', JSON.stringify(given))
  assert.equal(complete({ AccessTokenValidity: 300, TokenValidityUnits: { AccessToken: 'seconds' } }).AccessTokenValidity, 300)
  assert.equal(complete({ RefreshTokenValidity: 0 }).RefreshTokenValidity, 30)
})

test('sign-in flows of the two vocabularies do not mix, and rotation excludes the old refresh flow', () => {
  assert.match(refusal({ ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] }), /^InvalidParameter: .*mix/)
  const rotation = { RefreshTokenRotation: { Feature: 'ENABLED' as const } }
  assert.match(refusal({ ...rotation, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }), /^InvalidParameter: .*rotation/)
  assert.deepEqual(complete(rotation).ExplicitAuthFlows, ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'])
  assert.match(refusal({ ExplicitAuthFlows: ['ALLOW_ALL' as 'ALLOW_USER_AUTH'] }), /'explicitAuthFlows'.*enum value set/)
})

test('attributes must be in the schema, writable by users, and cover the required ones', () => {
  assert.match(refusal({ ReadAttributes: ['custom:missing'] }), /Invalid read attributes/)
  for (const WriteAttributes of [['custom:team'], ['email', 'custom:missing'], ['email', 'sub'], ['email', 'email_verified'], ['email', 'dev:custom:note']]) {
    assert.match(refusal({ WriteAttributes }), /Invalid write attributes/, String(WriteAttributes))
  }
  assert.deepEqual(complete({ WriteAttributes: ['email', 'custom:team'] }).WriteAttributes, ['email', 'custom:team'])
})

test('machine clients have one flow and a secret', () => {
  const machine = { AllowedOAuthFlows: ['client_credentials' as const], AllowedOAuthScopes: ['api/read'], AllowedOAuthFlowsUserPoolClient: true }
  assert.deepEqual(complete(machine, true).AllowedOAuthFlows, ['client_credentials'])
  assert.match(refusal(machine), /^InvalidOAuthFlow: .*client secret/)
  assert.match(refusal({ ...machine, AllowedOAuthFlows: ['code', 'client_credentials'] }, true), /^InvalidOAuthFlow: .*along with/)
})

test('a client that takes part in OAuth names flows, scopes and callbacks', () => {
  assert.equal(complete(OAUTH).AllowedOAuthFlowsUserPoolClient, true)
  assert.match(refusal({ ...OAUTH, AllowedOAuthScopes: [] }), /AllowedOAuthFlows and AllowedOAuthScopes are required/)
  assert.match(refusal({ ...OAUTH, CallbackURLs: [] }), /CallbackURLs are required/)
})

test('URLs are judged one by one, and the default redirect is one of them', () => {
  assert.match(refusal({ CallbackURLs: ['https://app.example.com/', 'JaVaScRiPt:alert(1)'] }), /javascript scheme/)
  assert.match(refusal({ LogoutURLs: ['http://app.example.com/'] }), /HTTP protocol/)
  assert.match(refusal({ CallbackURLs: ['https://app.example.com/'], DefaultRedirectURI: 'https://app.example.com' }), /DefaultRedirectURI/)
  assert.match(refusal({ CallbackURLs: Array.from({ length: 101 }, (_, n) => `https://app.example.com/${n}`) }), /'callbackURLs'.*less than or equal to 100/)
})

test('limits and what needs a secret or a provider', () => {
  assert.match(refusal({ AllowedOAuthScopes: Array.from({ length: 51 }, (_, n) => `api/${n}`) }), /less than or equal to 50/)
  assert.match(refusal({ AuthSessionValidity: 16 }), /less than or equal to 15/)
  assert.match(refusal({ EnablePropagateAdditionalUserContextData: true }), /secret/)
  assert.equal(complete({ EnablePropagateAdditionalUserContextData: true }, true).EnablePropagateAdditionalUserContextData, true)
  assert.match(refusal({ SupportedIdentityProviders: ['Google'] }), /The provider Google does not exist for User Pool us-east-1_test\./)
})
