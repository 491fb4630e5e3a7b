import { days } from '#src/contracts/duration.ts'
import type { PasswordPolicy } from '#src/contracts/password-policy.ts'
import type { MfaFactor, UserNameKind } from '#src/domain/users/user.ts'
import type { SchemaAttribute } from './schema-attribute.ts'
import type { UserPoolSettings } from './user-pool-settings.ts'
import type { UserPool } from './user-pool.ts'

/** What these readers look at: a pool, or the settings of one that is about to be made. */
type Settings = Pick<UserPool, 'settings'>

/** The schema's entry for a wire name (`email`, `custom:team`, `dev:custom:note`). */
export const findAttribute = ({ settings }: Settings, name: string): SchemaAttribute | undefined =>
  settings.Schema.find(({ Name }) => Name === name)

/** Attributes every user must have, `sub` left out: nobody gives it. */
export const requiredAttributes = ({ settings }: Settings): readonly string[] =>
  settings.Schema.filter(({ Name, Required }) => Required && Name !== 'sub').map(({ Name }) => Name)

/** Whether an attribute is the user name (Cognito: username attributes): users are then stored under their `sub`. */
export const usernameIsAttribute = ({ settings }: Settings): boolean => settings.UsernameAttributes.length > 0

/** What one may sign in by, best first: the username attributes alone, else the user name and its aliases. */
export const signInNames = (pool: Settings): readonly UserNameKind[] =>
  usernameIsAttribute(pool) ? pool.settings.UsernameAttributes : ['username', ...pool.settings.AliasAttributes]

/** The rules for passwords, and how many earlier ones may not come back. */
export const passwordPolicy = ({ settings }: Settings): PasswordPolicy & { readonly historySize: number } => {
  const policy = settings.Policies.PasswordPolicy
  return {
    minimumLength: policy.MinimumLength,
    requireUppercase: policy.RequireUppercase,
    requireLowercase: policy.RequireLowercase,
    requireNumbers: policy.RequireNumbers,
    requireSymbols: policy.RequireSymbols,
    historySize: policy.PasswordHistorySize,
  }
}

/** Whether passwords that are guessed first are refused. */
export const refusesCommonPasswords = ({ settings }: Settings): boolean => settings.Poolhouse.refuseCommonPasswords

/** How long a temporary password works, in milliseconds. */
export const temporaryPasswordLifetime = ({ settings }: Settings): number => days(settings.Policies.PasswordPolicy.TemporaryPasswordValidityDays)

/** Attributes to which a code is sent at sign-up and at change. */
export const autoVerified = ({ settings }: Settings): UserPoolSettings['AutoVerifiedAttributes'] => settings.AutoVerifiedAttributes

/** Attributes whose new value waits until it is proven (UserAttributeUpdateSettings). */
export const verifiedBeforeUpdate = ({ settings }: Settings): UserPoolSettings['AutoVerifiedAttributes'] =>
  settings.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate

/** Whether a code that was sent is enough to sign in, so that users need no password (Cognito: SignInPolicy). */
export const allowsPasswordless = ({ settings }: Settings): boolean =>
  settings.Policies.SignInPolicy.AllowedFirstAuthFactors.some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP')

/** Whether people may sign up by themselves. */
export const allowsSelfRegistration = ({ settings }: Settings): boolean => !settings.AdminCreateUserConfig.AllowAdminCreateUserOnly

/** Where a password reset may be sent to, best first; without a setting the phone comes before the mail address. None: an administrator only. */
export const recoveryChannels = ({ settings }: Settings): readonly ('email' | 'phone_number')[] => {
  const mechanisms = settings.AccountRecoverySetting?.RecoveryMechanisms
  if (mechanisms === undefined) return ['phone_number', 'email']
  return mechanisms.toSorted((a, b) => a.Priority - b.Priority).flatMap(({ Name }) => {
    if (Name === 'admin_only') return []
    return Name === 'verified_email' ? ['email' as const] : ['phone_number' as const]
  })
}

/** Second factors that the pool offers while its MFA is not off. */
export const offeredMfaFactors = ({ settings }: Settings): readonly MfaFactor[] => {
  if (settings.MfaConfiguration === 'OFF') return []
  const factors: MfaFactor[] = []
  if (settings.SmsMfaConfiguration !== undefined) factors.push('SMS_MFA')
  if (settings.SoftwareTokenMfaConfiguration?.Enabled === true) factors.push('SOFTWARE_TOKEN_MFA')
  if (settings.EmailMfaConfiguration !== undefined) factors.push('EMAIL_OTP')
  if (settings.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION') factors.push('WEB_AUTHN_MFA')
  return factors
}

/** `arn:aws:cognito-idp:<region>:<account>:userpool/<id>`. */
export const userPoolArn = (pool: Pick<UserPool, 'id' | 'region'>, accountId: string): string =>
  `arn:aws:cognito-idp:${pool.region}:${accountId}:userpool/${pool.id}`
