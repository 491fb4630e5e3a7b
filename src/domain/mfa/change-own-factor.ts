import type { PasskeyStore } from '#src/domain/passkeys/passkey.ts'
import { requireWayIn } from '#src/domain/sign-in/ways-in.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { SecondFactor } from './second-factors.ts'
import { type FactorSetting, setUserMfaPreference, type SetUserMfaPreferenceDeps } from './set-user-mfa-preference.ts'

export type ChangeOwnFactorDeps = SetUserMfaPreferenceDeps & { passkeys: Pick<PasskeyStore, 'passkeysOfUser'> }

export type ChangeOwnFactorInput = { pool: UserPool; user: User; factor: SecondFactor; change: 'on' | 'off' | 'prefer' }

const MEMBERS = { SMS_MFA: 'SMSMfaSettings', SOFTWARE_TOKEN_MFA: 'SoftwareTokenMfaSettings', EMAIL_OTP: 'EmailMfaSettings' } as const
const SETTINGS = { on: { Enabled: true }, off: { Enabled: false }, prefer: { Enabled: true, PreferredMfa: true } } as const satisfies Record<string, FactorSetting>

/**
 * A person switches one second factor on or off, or prefers it, as by SetUserMFAPreference; an authenticator that is switched off is
 * taken away. NotAuthorized where nothing would be left to sign in by, since codes by message alone let nobody in who has a second
 * factor; else as setUserMfaPreference.
 */
export const changeOwnFactor = async (deps: ChangeOwnFactorDeps, { pool, user, factor, change }: ChangeOwnFactorInput): Promise<void> => {
  if (change !== 'off') {
    const passkey = (await deps.passkeys.passkeysOfUser(user.id)).length > 0
    const enabled = [...new Set([...user.mfa.enabled, factor])]
    requireWayIn(pool, { user, passkey }, { user: { ...user, mfa: { ...user.mfa, enabled } }, passkey })
  }
  await setUserMfaPreference(deps, { pool, user, by: 'user', [MEMBERS[factor]]: SETTINGS[change] })
  if (factor === 'SOFTWARE_TOKEN_MFA' && change === 'off') await deps.softwareTokens.deleteSoftwareToken(user.id)
}
