import { DomainError } from '#src/domain/domain-error.ts'
import { ACR_LEVELS, acrNames, defaultAcr, knowsLevels } from '#src/domain/sign-in/acr.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { completeSchema } from './complete-schema.ts'
import { type UserPoolSettings, type UserPoolSettingsInput, userPoolSettingsSchema } from './user-pool-settings.ts'

/**
 * Complete, consistent settings from what a caller gave: defaults filled in, twin members mirrored, contradictions
 * refused (InvalidParameter). Completing complete settings gives them back (Cognito: CreateUserPool).
 */
export const completeUserPoolSettings = (given: UserPoolSettingsInput): UserPoolSettings => {
  const { Schema, ...parsed } = parseRequest(userPoolSettingsSchema, given)
  const settings = withSmsFactor(mirrorTwins({ ...parsed, Schema: completeSchema(Schema), AcrConfiguration: completeLevels(parsed.AcrConfiguration) }, given))
  assertAliases(settings)
  assertMfa(settings)
  assertRecovery(settings)
  assertTriggers(settings)
  assertLevels(settings)
  if (Object.keys(settings.UserPoolTags).length > 50) {
    throw new DomainError('InvalidParameter', 'The maximum number of tags is 50.', { field: 'UserPoolTags' })
  }
  return settings
}

/** Cognito keeps some settings under two names; both always show the same value. */
const mirrorTwins = (settings: UserPoolSettings, given: UserPoolSettingsInput): UserPoolSettings => {
  const template = settings.VerificationMessageTemplate
  const smsText = template.SmsMessage ?? settings.SmsVerificationMessage
  const emailText = template.EmailMessage ?? settings.EmailVerificationMessage
  const emailSubject = template.EmailSubject ?? settings.EmailVerificationSubject
  return {
    ...settings,
    ...mirrorTemporaryPasswordDays(settings, given),
    ...(smsText === undefined ? {} : { SmsVerificationMessage: smsText }),
    ...(emailText === undefined ? {} : { EmailVerificationMessage: emailText }),
    ...(emailSubject === undefined ? {} : { EmailVerificationSubject: emailSubject }),
    VerificationMessageTemplate: {
      ...template,
      ...(smsText === undefined ? {} : { SmsMessage: smsText }),
      ...(emailText === undefined ? {} : { EmailMessage: emailText }),
      ...(emailSubject === undefined ? {} : { EmailSubject: emailSubject }),
    },
  }
}

const mirrorTemporaryPasswordDays = (settings: UserPoolSettings, given: UserPoolSettingsInput): Pick<UserPoolSettings, 'Policies' | 'AdminCreateUserConfig'> => {
  const newer = given.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays
  const older = given.AdminCreateUserConfig?.UnusedAccountValidityDays
  // A value of zero, in either place, counts as not given.
  const days = newer || older || settings.Policies.PasswordPolicy.TemporaryPasswordValidityDays
  return {
    Policies: { ...settings.Policies, PasswordPolicy: { ...settings.Policies.PasswordPolicy, TemporaryPasswordValidityDays: days } },
    AdminCreateUserConfig: { ...settings.AdminCreateUserConfig, UnusedAccountValidityDays: days },
  }
}

/** MFA that is switched on with nothing but an SMS configuration means codes by SMS. */
const withSmsFactor = (settings: UserPoolSettings): UserPoolSettings => {
  const { MfaConfiguration, SmsConfiguration, SmsAuthenticationMessage } = settings
  if (MfaConfiguration === 'OFF' || SmsConfiguration === undefined || hasFactor(settings)) return settings
  return { ...settings, SmsMfaConfiguration: { SmsConfiguration, ...(SmsAuthenticationMessage === undefined ? {} : { SmsAuthenticationMessage }) } }
}

const hasFactor = ({ SmsMfaConfiguration, SoftwareTokenMfaConfiguration, EmailMfaConfiguration }: UserPoolSettings): boolean =>
  SoftwareTokenMfaConfiguration?.Enabled === true || EmailMfaConfiguration !== undefined || SmsMfaConfiguration !== undefined

const assertAliases = ({ AliasAttributes, UsernameAttributes, Schema }: UserPoolSettings): void => {
  if (AliasAttributes.length > 0 && UsernameAttributes.length > 0) {
    throw new DomainError('InvalidParameter', 'Only one of the aliasAttributes or usernameAttributes can be set in a user pool.', { field: 'UsernameAttributes' })
  }
  const preferredIsRequired = Schema.some(({ Name, Required }) => Name === 'preferred_username' && Required)
  if (preferredIsRequired && AliasAttributes.includes('preferred_username')) {
    throw new DomainError('InvalidParameter', 'preferred_username can not be both an alias and a required attribute.', { field: 'AliasAttributes' })
  }
}

const assertMfa = (settings: UserPoolSettings): void => {
  if (settings.MfaConfiguration === 'OFF' || hasFactor(settings)) return
  throw new DomainError('InvalidParameter', 'SMS configuration and Auto verification for phone_number are required when MFA is required/optional', { field: 'MfaConfiguration' })
}

const assertRecovery = ({ AccountRecoverySetting }: UserPoolSettings): void => {
  const mechanisms = AccountRecoverySetting?.RecoveryMechanisms ?? []
  if (new Set(mechanisms.map(({ Priority }) => Priority)).size < mechanisms.length || new Set(mechanisms.map(({ Name }) => Name)).size < mechanisms.length) {
    throw new DomainError('InvalidParameter', 'Account Recovery Setting must not repeat a priority or a mechanism.', { field: 'AccountRecoverySetting' })
  }
  if (mechanisms.length > 1 && mechanisms.some(({ Name }) => Name === 'admin_only')) {
    throw new DomainError('InvalidParameter', 'Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.', { field: 'AccountRecoverySetting' })
  }
}

/** All four levels with their names (Cognito: configuring ACR level names). */
const completeLevels = (given: UserPoolSettings['AcrConfiguration']): NonNullable<UserPoolSettings['AcrConfiguration']> =>
  Object.fromEntries(ACR_LEVELS.map((level) => [`Level${level}`, given?.[`Level${level}`] ?? { AcrValue: defaultAcr(level) }]))

const assertLevels = (settings: UserPoolSettings): void => {
  const names = Object.values(acrNames({ settings }))
  if (new Set(names).size < names.length) {
    throw new DomainError('InvalidParameter', 'ACR values must be unique across all levels, default names included.', { field: 'AcrConfiguration' })
  }
  if (!knowsLevels({ settings }) && ACR_LEVELS.some((level) => names[level - 1] !== defaultAcr(level))) {
    throw new DomainError('FeatureUnavailableInTier', 'ACR level names are not available in the Lite tier.', { reason: 'tier', field: 'AcrConfiguration' })
  }
}

const assertTriggers = ({ LambdaConfig }: UserPoolSettings): void => {
  const { PreTokenGeneration, PreTokenGenerationConfig } = LambdaConfig
  if (PreTokenGeneration !== undefined && PreTokenGenerationConfig !== undefined && PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn) {
    throw new DomainError('InvalidParameter', 'PreTokenGeneration and PreTokenGenerationConfig.LambdaArn must be the same.', { field: 'LambdaConfig' })
  }
  const sender = (['CustomEmailSender', 'CustomSMSSender'] as const).find((name) => LambdaConfig[name] !== undefined)
  if (sender !== undefined && LambdaConfig.KMSKeyID === undefined) {
    throw new DomainError('InvalidParameter', `KMSKeyID is required with ${sender}: codes are encrypted for it.`, { field: 'LambdaConfig' })
  }
}
