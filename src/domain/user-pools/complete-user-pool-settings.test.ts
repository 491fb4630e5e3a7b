import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDomainError } from '#src/domain/domain-error.ts'
import { completeUserPoolSettings } from './complete-user-pool-settings.ts'
import type { UserPoolSettingsInput } from './user-pool-settings.ts'

const refusal = (given: UserPoolSettingsInput): string => {
  try {
    completeUserPoolSettings(given)
  } catch (error) {
    assert.ok(isDomainError(error) && error.code === 'InvalidParameter')
    return error.message
  }
  throw new assert.AssertionError({ message: 'was not refused' })
}
const SMS = { SnsCallerArn: 'arn:aws:iam::123456789012:role/sms' }

test('nothing given is a pool with every documented default', () => {
  const { Schema, ...settings } = completeUserPoolSettings({})
  assert.deepEqual(settings, {
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8, RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true,
        PasswordHistorySize: 0, TemporaryPasswordValidityDays: 7,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
    },
    DeletionProtection: 'INACTIVE', LambdaConfig: {}, AutoVerifiedAttributes: [], AliasAttributes: [], UsernameAttributes: [],
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' }, MfaConfiguration: 'OFF',
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' }, UserPoolTags: {},
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    UserPoolTier: 'ESSENTIALS',
    AcrConfiguration: {
      Level1: { AcrValue: 'urn:cognito:loa:1' }, Level2: { AcrValue: 'urn:cognito:loa:2' }, Level3: { AcrValue: 'urn:cognito:loa:3' }, Level4: { AcrValue: 'urn:cognito:loa:4' },
    },
    Poolhouse: { signingAlgorithm: 'RS256', sessionMinutes: 60, refuseCommonPasswords: true, accountPortal: true, accountReauthenticationMinutes: 5, accountDeletionDays: 14 },
  })
  assert.equal(Schema.length, 20)
})

test('completing complete settings changes nothing, and neither does a way through JSON', () => {
  const once = completeUserPoolSettings({
    MfaConfiguration: 'ON', SmsConfiguration: SMS, EmailVerificationMessage: 'Your code: {####}',
    AdminCreateUserConfig: { UnusedAccountValidityDays: 3 }, Schema: [{ Name: 'team' }, { Name: 'email', Required: true }],
    AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
  })
  assert.deepEqual(completeUserPoolSettings(once), once)
  assert.deepEqual(JSON.parse(JSON.stringify(once)), once)
})

test('within a given password policy a rule left out is off, and no validity means seven days', () => {
  const { PasswordPolicy } = completeUserPoolSettings({ Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 0 } } }).Policies
  assert.deepEqual(PasswordPolicy, {
    MinimumLength: 12, RequireUppercase: false, RequireLowercase: false, RequireNumbers: false, RequireSymbols: false,
    PasswordHistorySize: 0, TemporaryPasswordValidityDays: 7,
  })
})

test('the two names of one setting show the same value', () => {
  const fromOld = completeUserPoolSettings({ EmailVerificationSubject: 'Hello', AdminCreateUserConfig: { UnusedAccountValidityDays: 2 } })
  assert.equal(fromOld.VerificationMessageTemplate.EmailSubject, 'Hello')
  assert.equal(fromOld.Policies.PasswordPolicy.TemporaryPasswordValidityDays, 2)
  const fromNew = completeUserPoolSettings({ VerificationMessageTemplate: { SmsMessage: 'Code {####}' }, Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 5 } } })
  assert.equal(fromNew.SmsVerificationMessage, 'Code {####}')
  assert.equal(fromNew.AdminCreateUserConfig.UnusedAccountValidityDays, 5)
})

test('lengths, ranges, values and placeholders are checked', () => {
  assert.match(refusal({ Policies: { PasswordPolicy: { MinimumLength: 5 } } }), /Value at 'policies\.passwordPolicy\.minimumLength' .* greater than or equal to 6$/)
  assert.match(refusal({ EmailVerificationMessage: 'no placeholder' }), /'emailVerificationMessage' .*regular expression pattern/)
  assert.match(refusal({ SmsAuthenticationMessage: `{####}${'x'.repeat(140)}` }), /less than or equal to 140/)
  assert.match(refusal({ VerificationMessageTemplate: { EmailMessageByLink: 'Press {##here' } }), /emailMessageByLink/)
  assert.match(refusal({ LambdaConfig: { PreSignUp: 'javascript:alert(1)' } }), /'lambdaConfig\.preSignUp'/)
  assert.match(refusal({ UserPoolTags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ''])) }), /maximum number of tags is 50/)
})

test('a hostile message is judged quickly', () => {
  const begun = performance.now()
  assert.match(refusal({ VerificationMessageTemplate: { EmailMessageByLink: '{##'.repeat(6000) + '\u0001' } }), /emailMessageByLink/)
  assert.ok(performance.now() - begun < 10_000)
})

test('a trigger is a function ARN or an http address', () => {
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:pre-sign-up'
  assert.equal(completeUserPoolSettings({ LambdaConfig: { PreSignUp: arn } }).LambdaConfig.PreSignUp, arn)
  assert.equal(completeUserPoolSettings({ LambdaConfig: { PreSignUp: 'http://localhost:4000/pre' } }).LambdaConfig.PreSignUp, 'http://localhost:4000/pre')
  for (const sender of ['CustomEmailSender', 'CustomSMSSender']) assert.match(refusal({ LambdaConfig: { [sender]: { LambdaVersion: 'V1_0', LambdaArn: arn } } }), /KMSKeyID is required/)
  assert.match(refusal({ LambdaConfig: { PreTokenGeneration: arn, PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: `${arn}2` } } }), /must be the same/)
})

test('aliases and username attributes exclude each other; an alias cannot be a required preferred_username', () => {
  assert.match(refusal({ AliasAttributes: ['email'], UsernameAttributes: ['email'] }), /Only one of the aliasAttributes or usernameAttributes/)
  assert.match(refusal({ AliasAttributes: ['preferred_username'], Schema: [{ Name: 'preferred_username', Required: true }] }), /preferred_username/)
})

test('MFA needs a factor; an SMS configuration alone is one', () => {
  assert.match(refusal({ MfaConfiguration: 'ON' }), /SMS configuration/)
  assert.deepEqual(completeUserPoolSettings({ MfaConfiguration: 'ON', SmsConfiguration: SMS }).SmsMfaConfiguration, { SmsConfiguration: SMS })
  const totp = completeUserPoolSettings({ MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true }, SmsConfiguration: SMS })
  assert.equal(totp.SmsMfaConfiguration, undefined)
})

test('recovery mechanisms have each their priority, and admin_only stands alone', () => {
  assert.match(refusal({ AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }, { Priority: 1, Name: 'verified_phone_number' }] } }), /repeat/)
  assert.match(refusal({ AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'admin_only' }, { Priority: 2, Name: 'verified_email' }] } }), /admin_only/)
})

test('levels of authentication keep their default names unless given others, each another one', () => {
  const given = { Level2: { AcrValue: 'urn:example:2' }, Level3: { AcrValue: '~'.repeat(64) } }
  assert.deepEqual(completeUserPoolSettings({ AcrConfiguration: given }).AcrConfiguration, { Level1: { AcrValue: 'urn:cognito:loa:1' }, ...given, Level4: { AcrValue: 'urn:cognito:loa:4' } })
  const level = (AcrValue: string) => refusal({ AcrConfiguration: { Level1: { AcrValue } } })
  for (const value of ['', 'a b', 'a"b', 'a\\b', 'a\tb', 'é', 'x'.repeat(65)]) assert.match(level(value), /Member must/, value)
  assert.match(level('urn:cognito:loa:3'), /unique/, 'the default name of another level')
  assert.throws(() => completeUserPoolSettings({ UserPoolTier: 'LITE', AcrConfiguration: given }), { code: 'FeatureUnavailableInTier' })
  assert.ok(completeUserPoolSettings({ UserPoolTier: 'LITE' }).AcrConfiguration, 'default names are no feature of a tier')
})
