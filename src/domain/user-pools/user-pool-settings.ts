import { z } from 'zod'
import { LOCALES } from '#src/contracts/messages/find-locale.ts'
import { arn, ARN_PATTERN, integer, tags, text } from '#src/domain/constraint.ts'
import { emailCodeMessage, emailSubject, inviteMessageTemplate, smsCodeMessage, verificationMessageTemplate } from './user-pool-messages.ts'
import { NOTICE_KINDS } from '#src/domain/notices/notice-kind.ts'
import { type SchemaAttribute, schemaAttributeInput } from './schema-attribute.ts'
import { lambdaConfig } from './trigger-settings.ts'

const verifiable = z.enum(['phone_number', 'email'])
const anyString = text({ max: 131_072 })
const region = text({ min: 5, max: 32 })

/** PasswordPolicyType. Without the structure every character class is asked for; within it a rule left out is off. */
const passwordPolicy = z.object({
  MinimumLength: integer(6, 99).default(8),
  RequireUppercase: z.boolean().default(false),
  RequireLowercase: z.boolean().default(false),
  RequireNumbers: z.boolean().default(false),
  RequireSymbols: z.boolean().default(false),
  PasswordHistorySize: integer(0, 24).default(0),
  // Zero counts as not given.
  TemporaryPasswordValidityDays: integer(0, 365).default(7).transform((days) => (days === 0 ? 7 : days)),
})

const signInPolicy = z.object({
  AllowedFirstAuthFactors: z.array(z.enum(['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN', 'SOFTWARE_TOKEN'])).min(1).max(5).default(['PASSWORD']),
})

const policies = z.object({
  PasswordPolicy: passwordPolicy.prefault({ RequireUppercase: true, RequireLowercase: true, RequireNumbers: true, RequireSymbols: true }),
  SignInPolicy: signInPolicy.prefault({}),
})

const emailConfiguration = z.object({
  SourceArn: arn.exactOptional(),
  ReplyToEmailAddress: text({ pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', max: 2048 }).exactOptional(),
  EmailSendingAccount: z.enum(['COGNITO_DEFAULT', 'DEVELOPER']).default('COGNITO_DEFAULT'),
  From: anyString.exactOptional(),
  ConfigurationSet: text({ min: 1, max: 64, pattern: '[a-zA-Z0-9_-]+' }).exactOptional(),
})

const smsConfiguration = z.object({
  SnsCallerArn: text({ max: 2048, pattern: `(${ARN_PATTERN})?` }).exactOptional(),
  ExternalId: anyString.exactOptional(),
  SnsRegion: region.exactOptional(),
  EumsSms: z.object({
    CallerArn: arn,
    ExternalId: anyString.exactOptional(),
    OriginationIdentity: anyString.exactOptional(),
    ConfigurationSetName: anyString.exactOptional(),
    InEntityId: anyString.exactOptional(),
    InTemplateId: anyString.exactOptional(),
    Region: region.exactOptional(),
  }).exactOptional(),
})

const recoveryMechanism = z.object({ Priority: integer(1, 2), Name: z.enum(['verified_email', 'verified_phone_number', 'admin_only']) })

const acrLevel = z.object({ AcrValue: text({ min: 1, max: 64, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' }) })
const grantTypes = z.array(z.enum(['code', 'implicit', 'client_credentials']))

/** Members that SetUserPoolMfaConfig writes; SMS messages are sent as a second factor once `SmsMfaConfiguration` is there. */
export const mfaMembers = {
  MfaConfiguration: z.enum(['OFF', 'ON', 'OPTIONAL']).default('OFF'),
  SmsMfaConfiguration: z.object({ SmsAuthenticationMessage: smsCodeMessage.exactOptional(), SmsConfiguration: smsConfiguration.exactOptional() }).exactOptional(),
  SoftwareTokenMfaConfiguration: z.object({ Enabled: z.boolean().default(false) }).exactOptional(),
  EmailMfaConfiguration: z.object({ Message: emailCodeMessage.exactOptional(), Subject: emailSubject.exactOptional() }).exactOptional(),
  WebAuthnConfiguration: z.object({
    RelyingPartyId: text({ min: 1, max: 127 }).exactOptional(),
    UserVerification: z.enum(['required', 'preferred']).default('preferred'),
    FactorConfiguration: z.enum(['SINGLE_FACTOR', 'MULTI_FACTOR_WITH_USER_VERIFICATION']).default('SINGLE_FACTOR'),
  }).exactOptional(),
}

/** What SetUserPoolSessionConfiguration writes, and the longest time any app client asked to reuse a browser's session for. */
const sessionConfiguration = z.object({
  UserSessionTracking: z.enum(['ENABLED', 'DISABLED']).default('DISABLED'),
  TokenSession: z.object({ MaxPerUser: integer(1, 100).default(20) }).prefault({}),
  LongestValidityMinutes: integer(0, 129_600).exactOptional(),
})

/** What Cognito has no member for. Kept when an update leaves it out. */
const poolhouse = z.object({
  /** Fixed `iss` of this pool's tokens, for verifiers that insist on one; default: the pool's own address. */
  issuer: z.url({ protocol: /^https?$/ }).max(2048).exactOptional(),
  signingAlgorithm: z.enum(['RS256']).default('RS256'),
  /** Language of pages and messages where neither the person, nor the application, nor the browser says one; default: English. */
  language: z.enum(LOCALES).exactOptional(),
  /** How long a browser stays signed in at the hosted pages. */
  sessionMinutes: integer(0, 129_600).default(60),
  /** Whether the sign-in page asks to keep the browser signed in that long; who does not say so is signed out when it is closed. */
  askToKeepSignedIn: z.boolean().exactOptional(),
  /** How the pages offer a sign-in by the pool's own functions (CUSTOM_AUTH); default: beside the password. */
  customSignIn: z.enum(['beside', 'instead', 'off']).exactOptional(),
  /** Whether passwords that are guessed first are refused, when they are meant to stay. */
  refuseCommonPasswords: z.boolean().default(true),
  /** Whether people look after their accounts at `/account`. */
  accountPortal: z.boolean().default(true),
  /** How old a sign-in may be for changes by which an account could be taken over. */
  accountReauthenticationMinutes: integer(1, 60).default(5),
  /** Attributes that people change in the portal; absent: those that every app client lets its users write. */
  accountWriteAttributes: z.array(text({ min: 1, max: 2048 })).max(500).exactOptional(),
  /** Days in which an account can still be kept after its person asked for its deletion; 0: it goes at once. */
  accountDeletionDays: integer(0, 365).default(14),
  /** Which security notices are sent; absent ones: to who uses hosted pages. */
  notices: z.partialRecord(z.enum(NOTICE_KINDS), z.boolean()).exactOptional(),
})

/**
 * Everything CreateUserPool takes but the name, in Cognito's member names (Cognito: CreateUserPool, SetUserPoolMfaConfig).
 * Parsing fills in every default that Cognito documents; parsing its own output changes nothing.
 * No member ever holds `undefined`: an absent member is absent, so settings and their stored JSON are the same.
 */
export const userPoolSettingsSchema = z.object({
  Policies: policies.prefault({}),
  DeletionProtection: z.enum(['ACTIVE', 'INACTIVE']).default('INACTIVE'),
  LambdaConfig: lambdaConfig.prefault({}),
  AutoVerifiedAttributes: z.array(verifiable).default([]),
  AliasAttributes: z.array(z.enum(['phone_number', 'email', 'preferred_username'])).default([]),
  UsernameAttributes: z.array(verifiable).default([]),
  SmsVerificationMessage: smsCodeMessage.exactOptional(),
  EmailVerificationMessage: emailCodeMessage.exactOptional(),
  EmailVerificationSubject: emailSubject.exactOptional(),
  VerificationMessageTemplate: verificationMessageTemplate.prefault({}),
  SmsAuthenticationMessage: smsCodeMessage.exactOptional(),
  ...mfaMembers,
  UserAttributeUpdateSettings: z.object({ AttributesRequireVerificationBeforeUpdate: z.array(verifiable).default([]) }).prefault({}),
  DeviceConfiguration: z.object({
    ChallengeRequiredOnNewDevice: z.boolean().default(false), DeviceOnlyRememberedOnUserPrompt: z.boolean().default(false),
  }).exactOptional(),
  EmailConfiguration: emailConfiguration.prefault({}),
  SmsConfiguration: smsConfiguration.exactOptional(),
  UserPoolTags: tags.default({}),
  AdminCreateUserConfig: z.object({
    AllowAdminCreateUserOnly: z.boolean().default(false),
    UnusedAccountValidityDays: integer(0, 365).default(7),
    InviteMessageTemplate: inviteMessageTemplate.exactOptional(),
  }).prefault({}),
  /** Given: the attributes that differ from the standard ones. Stored: all of them (see complete-schema.ts). */
  Schema: z.array(schemaAttributeInput).default([]),
  UserPoolAddOns: z.object({
    AdvancedSecurityMode: z.enum(['OFF', 'AUDIT', 'ENFORCED']),
    AdvancedSecurityAdditionalFlows: z.object({ CustomAuthMode: z.enum(['AUDIT', 'ENFORCED']).exactOptional() }).exactOptional(),
  }).exactOptional(),
  /** Absent: names tell upper and lower case apart, and the pool is described without it, as clients compare what they gave. */
  UsernameConfiguration: z.object({ CaseSensitive: z.boolean() }).exactOptional(),
  AccountRecoverySetting: z.object({ RecoveryMechanisms: z.array(recoveryMechanism).min(1).max(2).exactOptional() }).exactOptional(),
  UserPoolTier: z.enum(['LITE', 'ESSENTIALS', 'PLUS']).default('ESSENTIALS'),
  KeyConfiguration: z.object({ KeyType: z.enum(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KEY']).default('AWS_OWNED_KEY'), KmsKeyArn: arn.exactOptional() }).exactOptional(),
  IssuerConfiguration: z.object({ Type: z.enum(['ORIGINAL', 'UPDATED']).default('ORIGINAL') }).exactOptional(),
  AcrConfiguration: z.partialRecord(z.enum(['Level1', 'Level2', 'Level3', 'Level4']), acrLevel).exactOptional(),
  DcrConfiguration: z.object({
    EnableStatus: z.enum(['Enabled', 'Disabled']).default('Disabled'),
    OpenDcrEnabled: z.boolean().default(false),
    AuthenticatedGrantTypes: grantTypes.default(['code', 'client_credentials']),
    OpenDcrGrantTypes: grantTypes.default(['code']),
    AllowedScopes: z.array(text({ min: 1, max: 256 })).max(50).default([]),
  }).exactOptional(),
  SessionConfiguration: sessionConfiguration.exactOptional(),
  Poolhouse: poolhouse.prefault({}),
})

/** What a caller may give: every member optional. */
export type UserPoolSettingsInput = z.input<typeof userPoolSettingsSchema>

/** Complete settings of a pool: stored = described = exported. `Schema` lists every attribute. */
export type UserPoolSettings = Omit<z.output<typeof userPoolSettingsSchema>, 'Schema'> & { Schema: SchemaAttribute[] }

/** Settings as they were stored: options of our own that came later have their defaults. */
export const withLaterOptions = (stored: UserPoolSettings): UserPoolSettings => ({ ...stored, Poolhouse: { ...OPTION_DEFAULTS, ...stored.Poolhouse } })

const OPTION_DEFAULTS = poolhouse.parse({})
