import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import { type AppClientSettingsInput, appClientSettingsSchema } from './app-client-settings.ts'
import {
  allowedOAuthFlows, authSessionLifetime, type AuthFlow, clientAllowsFlow, isPublicClient, readableAttributes, refreshRotation, secretHashMatches,
  secretMatches, writableAttributes,
} from './read-app-client.ts'

const client = (given: AppClientSettingsInput = {}) => ({ settings: appClientSettingsSchema.parse(given) })
const pool = { settings: completeUserPoolSettings({ Schema: [{ Name: 'team' }, { Name: 'note', DeveloperOnlyAttribute: true }, { Name: 'phone_number', Required: true }] }) }
const FLOWS: AuthFlow[] = ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN', 'USER_AUTH']
const allowed = (given: AppClientSettingsInput) => FLOWS.filter((flow) => clientAllowsFlow(client(given), flow))

test('flows are allowed by their ALLOW_ names', () => {
  assert.deepEqual(allowed({}), ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'])
  assert.deepEqual(allowed({ ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }), ['USER_AUTH'])
  assert.deepEqual(allowed({ ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] }), ['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'])
})

test('the legacy vocabulary leaves SRP, custom and refresh open', () => {
  assert.deepEqual(allowed({ ExplicitAuthFlows: [] }), ['USER_SRP_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'])
  assert.deepEqual(allowed({ ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] }), ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'])
  assert.deepEqual(allowed({ ExplicitAuthFlows: ['CUSTOM_AUTH_FLOW_ONLY'] }), ['CUSTOM_AUTH', 'REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'])
})

test('rotation closes the old refresh flow', () => {
  const rotating = { RefreshTokenRotation: { Feature: 'ENABLED' as const, RetryGracePeriodSeconds: 10 } }
  assert.deepEqual(allowed({ ...rotating, ExplicitAuthFlows: [] }), ['USER_SRP_AUTH', 'CUSTOM_AUTH'])
  assert.deepEqual(refreshRotation(client(rotating)), { enabled: true, grace: 10_000 })
  assert.deepEqual(refreshRotation(client({ RefreshTokenRotation: { Feature: 'DISABLED', RetryGracePeriodSeconds: 10 } })), { enabled: false, grace: 0 })
})

test('by default a client reads and writes the standard attributes only', () => {
  const readable = readableAttributes(pool, client())
  assert.ok(readable.has('sub') && readable.has('email_verified') && readable.has('identities'))
  assert.ok(!readable.has('custom:team') && !readable.has('dev:custom:note'))
  const writable = writableAttributes(pool, client())
  assert.ok(writable.has('email') && writable.has('phone_number'))
  for (const name of ['sub', 'email_verified', 'phone_number_verified', 'custom:team', 'dev:custom:note']) assert.ok(!writable.has(name), name)
})

test('a list replaces the default, but sub stays readable and required ones writable', () => {
  assert.deepEqual([...readableAttributes(pool, client({ ReadAttributes: ['custom:team'] }))], ['sub', 'custom:team'])
  assert.deepEqual([...writableAttributes(pool, client({ WriteAttributes: ['custom:team', 'sub', 'dev:custom:note'] }))], ['custom:team', 'phone_number'])
})

test('either live secret matches, nothing else does', () => {
  const secrets = [{ value: 'first' }, { value: 'second' }]
  assert.ok(secretMatches({ secrets }, 'first') && secretMatches({ secrets }, 'second'))
  for (const wrong of ['', 'third', 'firs', 'first ']) assert.ok(!secretMatches({ secrets }, wrong), wrong)
  assert.ok(!secretMatches({ secrets: [] }, ''))
  assert.ok(isPublicClient({ secrets: [] }) && !isPublicClient({ secrets }))
})

test('SECRET_HASH is the base64 HMAC of user name and client id under either secret', () => {
  const confidential = { id: 'client1', secrets: [{ value: 'first' }, { value: 'second' }] }
  const hash = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64')
  assert.ok(secretHashMatches(confidential, 'ada', hash('first', 'adaclient1')) && secretHashMatches(confidential, 'ada', hash('second', 'adaclient1')))
  for (const wrong of ['', hash('first', 'bobclient1'), hash('first', 'adaclient2'), hash('third', 'adaclient1'), hash('first', 'adaclient1').slice(0, -2)]) {
    assert.ok(!secretHashMatches(confidential, 'ada', wrong))
  }
})

test('OAuth flows count only while the client takes part in OAuth; the session of a challenge lives minutes', () => {
  assert.deepEqual(allowedOAuthFlows(client({ AllowedOAuthFlows: ['code'] })), [])
  assert.deepEqual(allowedOAuthFlows(client({ AllowedOAuthFlows: ['code'], AllowedOAuthFlowsUserPoolClient: true })), ['code'])
  assert.equal(authSessionLifetime(client({ AuthSessionValidity: 5 })), 300_000)
})
