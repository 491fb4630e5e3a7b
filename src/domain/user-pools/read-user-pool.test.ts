import assert from 'node:assert/strict'
import { test } from 'node:test'
import { completeUserPoolSettings } from './complete-user-pool-settings.ts'
import type { UserPoolSettingsInput } from './user-pool-settings.ts'
import {
  findAttribute, offeredMfaFactors, passwordPolicy, recoveryChannels, requiredAttributes, signInNames,
  temporaryPasswordLifetime, userPoolArn, usernameIsAttribute,
} from './read-user-pool.ts'

const pool = (given: UserPoolSettingsInput = {}) => ({ settings: completeUserPoolSettings(given) })

test('one signs in by the user name and its aliases, or by username attributes alone', () => {
  assert.deepEqual(signInNames(pool()), ['username'])
  assert.deepEqual(signInNames(pool({ AliasAttributes: ['email', 'preferred_username'] })), ['username', 'email', 'preferred_username'])
  assert.deepEqual(signInNames(pool({ UsernameAttributes: ['email', 'phone_number'] })), ['email', 'phone_number'])
  assert.equal(usernameIsAttribute(pool({ UsernameAttributes: ['email'] })), true)
})

test('sub is required of nobody', () => {
  assert.deepEqual(requiredAttributes(pool()), [])
  assert.deepEqual(requiredAttributes(pool({ Schema: [{ Name: 'email', Required: true }] })), ['email'])
  assert.equal(findAttribute(pool({ Schema: [{ Name: 'team' }] }), 'custom:team')?.AttributeDataType, 'String')
})

test('recovery follows priorities; without a setting the phone comes first', () => {
  assert.deepEqual(recoveryChannels(pool()), ['phone_number', 'email'])
  const both: UserPoolSettingsInput = { AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 2, Name: 'verified_phone_number' }, { Priority: 1, Name: 'verified_email' }] } }
  assert.deepEqual(recoveryChannels(pool(both)), ['email', 'phone_number'])
  assert.deepEqual(recoveryChannels(pool({ AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'admin_only' }] } })), [])
})

test('factors are offered only while MFA is not off', () => {
  assert.deepEqual(offeredMfaFactors(pool({ SoftwareTokenMfaConfiguration: { Enabled: true } })), [])
  assert.deepEqual(offeredMfaFactors(pool({ MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {} })), ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'])
})

test('the password policy and the life of temporary passwords', () => {
  assert.equal(passwordPolicy(pool({ Policies: { PasswordPolicy: { MinimumLength: 20, PasswordHistorySize: 3 } } })).historySize, 3)
  assert.equal(passwordPolicy(pool()).requireSymbols, true)
  assert.equal(temporaryPasswordLifetime(pool()), 7 * 86_400_000)
})

test('the ARN names region, account and pool', () => {
  assert.equal(userPoolArn({ id: 'eu-west-1_abc', region: 'eu-west-1' }, '000000000000'), 'arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_abc')
})
