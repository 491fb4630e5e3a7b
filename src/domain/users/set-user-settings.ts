import { DomainError } from '#src/domain/domain-error.ts'
import { deleteRecoveryCodesWithoutFactor, type DeleteRecoveryCodesDeps } from '#src/domain/recovery-codes/delete-recovery-codes.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from './change-user.ts'
import type { MfaPreference, User } from './user.ts'

export type SetUserSettingsDeps = ChangeUserDeps & DeleteRecoveryCodesDeps

export type SetUserSettingsInput = {
  pool: UserPool
  user: User
  /** Every medium that codes are to be sent by; none switches the codes off. */
  options: readonly { DeliveryMedium?: 'SMS' | 'EMAIL'; AttributeName?: string }[]
}

/**
 * The old way to switch codes by SMS on and off as second factor; other factors stay as they are, recovery codes go with the last one (Cognito: SetUserSettings,
 * AdminSetUserSettings). InvalidParameter for other media, another attribute, and a user without a number.
 */
export const setUserSettings = async (deps: SetUserSettingsDeps, { pool, user, options }: SetUserSettingsInput): Promise<void> => {
  for (const { DeliveryMedium, AttributeName } of options) {
    if (DeliveryMedium !== 'SMS' || AttributeName !== 'phone_number') {
      throw new DomainError('InvalidParameter', 'Only codes by SMS to phone_number can be set here.', { reason: 'mfa-options', field: 'mFAOptions' })
    }
  }
  const wanted = options.length > 0
  const changed = await changeUser(deps, pool, user, (current) => {
    if (wanted && !current.attributes['phone_number']) {
      throw new DomainError('InvalidParameter', 'User does not have delivery config set to turn on SMS_MFA', { reason: 'mfa-options', field: 'mFAOptions' })
    }
    return { ...current, mfa: wanted ? withSms(current.mfa) : withoutSms(current.mfa) }
  })
  await deleteRecoveryCodesWithoutFactor(deps, { pool, user: changed })
}

const withSms = ({ enabled, preferred }: MfaPreference): MfaPreference => ({ enabled: enabled.includes('SMS_MFA') ? enabled : [...enabled, 'SMS_MFA'], preferred })

const withoutSms = ({ enabled, preferred }: MfaPreference): MfaPreference => ({
  enabled: enabled.filter((factor) => factor !== 'SMS_MFA'), preferred: preferred === 'SMS_MFA' ? null : preferred,
})
