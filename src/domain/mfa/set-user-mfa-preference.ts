import { DomainError } from '#src/domain/domain-error.ts'
import { offeredMfaFactors } from '#src/domain/user-pools/read-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { deleteRecoveryCodesWithoutFactor, type DeleteRecoveryCodesDeps } from '#src/domain/recovery-codes/delete-recovery-codes.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { MfaFactor, MfaPreference, User } from '#src/domain/users/user.ts'
import { activeFactors } from './active-factors.ts'
import { CONTACT_OF } from './second-factors.ts'
import type { SoftwareTokenStore } from './software-token-store.ts'

export type SetUserMfaPreferenceDeps = ChangeUserDeps & DeleteRecoveryCodesDeps & { softwareTokens: Pick<SoftwareTokenStore, 'findSoftwareToken' | 'deleteSoftwareToken'> }

/** What is said of one factor (Cognito: SMSMfaSettingsType and its siblings); what is left out is false. */
export type FactorSetting = { Enabled?: boolean; PreferredMfa?: boolean }

export type SetUserMfaPreferenceInput = {
  pool: UserPool
  user: User
  /** Whether an operator speaks, or the user behind an access token. */
  by: 'user' | 'operator'
  SMSMfaSettings?: FactorSetting
  SoftwareTokenMfaSettings?: FactorSetting
  EmailMfaSettings?: FactorSetting
  WebAuthnMfaSettings?: { Enabled?: boolean }
}

const MEMBERS = [
  ['SMS_MFA', 'SMSMfaSettings'], ['SOFTWARE_TOKEN_MFA', 'SoftwareTokenMfaSettings'], ['EMAIL_OTP', 'EmailMfaSettings'], ['WEB_AUTHN_MFA', 'WebAuthnMfaSettings'],
] as const satisfies [MfaFactor, keyof SetUserMfaPreferenceInput][]

/**
 * Switches a user's factors on and off and says which one is preferred; factors that are not named stay (Cognito:
 * SetUserMFAPreference, AdminSetUserMFAPreference). An operator who switches the authenticator off takes it away, and may prefer it
 * before it is registered. InvalidParameter for a factor that the pool does not offer or the user cannot use, for two preferred ones,
 * and for a user's last factor where the pool demands one. Recovery codes go with the last factor.
 */
export const setUserMfaPreference = async (deps: SetUserMfaPreferenceDeps, input: SetUserMfaPreferenceInput): Promise<void> => {
  const { pool, user, by } = input
  const token = input.SoftwareTokenMfaSettings?.Enabled === true && by === 'user' ? await deps.softwareTokens.findSoftwareToken(user.id) : null
  if (by === 'user' && input.SoftwareTokenMfaSettings?.Enabled === true && !token?.seed) {
    throw invalid('User has not verified software token mfa', 'softwareTokenMfaSettings')
  }
  const changed = await changeUser(deps, pool, user, (current) => {
    const mfa = preferenceOf(input, current)
    requireRestIsEnough(input, current, mfa)
    return { ...current, mfa }
  })
  if (by === 'operator' && input.SoftwareTokenMfaSettings?.Enabled === false) await deps.softwareTokens.deleteSoftwareToken(user.id)
  await deleteRecoveryCodesWithoutFactor(deps, { pool, user: changed })
}

const preferenceOf = (input: SetUserMfaPreferenceInput, user: User): MfaPreference => {
  const enabled = new Set(user.mfa.enabled)
  const preferred = MEMBERS.filter(([, member]) => preferredIn(input[member]))
  if (preferred.length > 1) throw invalid('Only one MFA factor can be preferred.', preferred[1]?.[1] ?? '')
  for (const [factor, member] of MEMBERS) {
    const setting = input[member]
    if (setting === undefined) continue
    if (setting.Enabled) {
      requireUsable(input.pool, user, factor, member)
      enabled.add(factor)
    } else {
      if (preferredIn(setting)) throw invalid('A factor that is not enabled cannot be preferred.', member)
      enabled.delete(factor)
    }
  }
  const named = MEMBERS.filter(([, member]) => input[member] !== undefined).map(([factor]) => factor as MfaFactor)
  const kept = user.mfa.preferred !== null && !named.includes(user.mfa.preferred) ? user.mfa.preferred : null
  return { enabled: MEMBERS.map(([factor]) => factor as MfaFactor).filter((factor) => enabled.has(factor)), preferred: preferred[0]?.[0] ?? kept }
}

const preferredIn = (setting: FactorSetting | undefined): boolean => setting?.PreferredMfa === true

const requireUsable = (pool: UserPool, user: User, factor: MfaFactor, member: string): void => {
  if (!offeredMfaFactors(pool).includes(factor)) throw invalid(`${factor} is not enabled for the user pool.`, member)
  if (factor !== 'SMS_MFA' && factor !== 'EMAIL_OTP') return
  const contact = CONTACT_OF[factor]
  // A contact that nobody has proven would lock its owner out, or let whoever holds it in.
  if (!user.attributes[contact] || user.attributes[`${contact}_verified`] !== 'true') {
    throw invalid(`User does not have delivery config set to turn on ${factor}`, member)
  }
}

const requireRestIsEnough = ({ pool, by }: SetUserMfaPreferenceInput, user: User, mfa: MfaPreference): void => {
  const left = activeFactors(pool, { mfa })
  if (left.length === 1 && left[0] === 'WEB_AUTHN_MFA') throw invalid('Passkeys need another MFA factor beside them.', 'webAuthnMfaSettings')
  if (by === 'user' && pool.settings.MfaConfiguration === 'ON' && left.length === 0 && activeFactors(pool, user).length > 0) {
    throw new DomainError('InvalidParameter', 'The last MFA factor cannot be switched off: the user pool requires one.', { reason: 'last-factor' })
  }
}

const invalid = (message: string, member: string): DomainError =>
  new DomainError('InvalidParameter', message, { reason: 'mfa-preference', field: member.charAt(0).toLowerCase() + member.slice(1) })
