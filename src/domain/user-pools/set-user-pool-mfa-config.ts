import type { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type MfaConfig, mfaConfigOf, mfaConfigSchema } from './mfa-config.ts'
import { type FindPoolDeps, requireUserPool } from './require-user-pool.ts'
import type { UserPoolSettings } from './user-pool-settings.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type SetUserPoolMfaConfigRequest = z.input<typeof mfaConfigSchema> & { UserPoolId: string }

export type SetUserPoolMfaConfigDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

/**
 * Sets the pool's second factors. With MfaConfiguration, factors left out are switched off; without it they stay.
 * WebAuthnConfiguration stays when left out. InvalidParameter when MFA has no factor, or factors no MFA;
 * ResourceNotFound, ConcurrentModification (Cognito: SetUserPoolMfaConfig).
 */
export const setUserPoolMfaConfig = async (deps: SetUserPoolMfaConfigDeps, request: SetUserPoolMfaConfigRequest): Promise<MfaConfig> => {
  const { UserPoolId, ...members } = request
  const change = parseRequest(mfaConfigSchema, members)
  const pool = await requireUserPool(deps, UserPoolId)
  const settings = changeFactors(pool.settings, change)
  if (touchesFactors(change)) assertFactors(settings)
  const stored = await deps.userPools.updatePool({ ...pool, settings, updatedAt: deps.clock.now() })
  return mfaConfigOf(stored.settings)
}

const changeFactors = (current: UserPoolSettings, change: MfaConfig): UserPoolSettings => {
  const { SmsMfaConfiguration: sms, EmailMfaConfiguration: email, SoftwareTokenMfaConfiguration: totp, ...others } = current
  const replaces = change.MfaConfiguration !== undefined
  const nextSms = change.SmsMfaConfiguration ?? (replaces ? undefined : sms)
  const nextTotp = change.SoftwareTokenMfaConfiguration ?? (replaces ? undefined : totp)
  const nextEmail = change.EmailMfaConfiguration ?? (replaces ? undefined : email)
  const webAuthn = change.WebAuthnConfiguration ?? current.WebAuthnConfiguration
  return {
    ...others,
    MfaConfiguration: change.MfaConfiguration ?? current.MfaConfiguration,
    ...(nextTotp === undefined ? {} : { SoftwareTokenMfaConfiguration: nextTotp }),
    ...(nextSms === undefined ? {} : { SmsMfaConfiguration: nextSms }),
    ...(nextSms?.SmsConfiguration === undefined ? {} : { SmsConfiguration: nextSms.SmsConfiguration }),
    ...(nextSms?.SmsAuthenticationMessage === undefined ? {} : { SmsAuthenticationMessage: nextSms.SmsAuthenticationMessage }),
    ...(nextEmail === undefined ? {} : { EmailMfaConfiguration: nextEmail }),
    ...(webAuthn === undefined ? {} : { WebAuthnConfiguration: webAuthn }),
  }
}

const touchesFactors = ({ WebAuthnConfiguration: _, ...factors }: MfaConfig): boolean => Object.keys(factors).length > 0

const assertFactors = ({ MfaConfiguration, SmsMfaConfiguration, SoftwareTokenMfaConfiguration, EmailMfaConfiguration }: UserPoolSettings): void => {
  const hasFactor = SoftwareTokenMfaConfiguration?.Enabled === true || SmsMfaConfiguration !== undefined || EmailMfaConfiguration !== undefined
  if (MfaConfiguration === 'OFF' && hasFactor) {
    throw new DomainError('InvalidParameter', "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", { field: 'MfaConfiguration' })
  }
  if (MfaConfiguration !== 'OFF' && !hasFactor) {
    throw new DomainError('InvalidParameter', "Invalid MFA configuration given, can't disable all MFAs and require an MFA.", { field: 'MfaConfiguration' })
  }
}
