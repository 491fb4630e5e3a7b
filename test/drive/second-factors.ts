import { decodeBase32 } from '#src/crypto/base32.ts'
import { hotp, timeStep } from '#src/crypto/totp.ts'
import { seconds } from '#src/contracts/duration.ts'
import { associateSoftwareToken } from '#src/domain/mfa/associate-software-token.ts'
import { setUserMfaPreference, type SetUserMfaPreferenceInput } from '#src/domain/mfa/set-user-mfa-preference.ts'
import { verifySoftwareToken } from '#src/domain/mfa/verify-software-token.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { User } from '#src/domain/users/user.ts'
import type { Poolhouse } from './open-poolhouse.ts'

const SNS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } }

/** A pool's second factors. */
export const TOTP = { SoftwareTokenMfaConfiguration: { Enabled: true } } satisfies UserPoolSettingsInput
export const SMS = { ...SNS, SmsMfaConfiguration: SNS } satisfies UserPoolSettingsInput
export const EMAIL = { EmailMfaConfiguration: {} } satisfies UserPoolSettingsInput
export const ALL = { ...TOTP, ...SMS, ...EMAIL }

/** An authenticator in somebody's hand. */
export type Authenticator = { key: string; /** The code it shows, `steps` time steps from now. */ code(steps?: number): string }

export const authenticatorOf = ({ clock }: Pick<Poolhouse, 'clock'>, key: string): Authenticator => ({
  key, code: (steps = 0) => hotp(decodeBase32(key.replaceAll(' ', '')), timeStep(clock.now()) + steps),
})

/** Gives a user an authenticator and switches it on; the time moves on, so that its first code is not the next one. */
export async function giveAuthenticator(poolhouse: Poolhouse, user: User, name: string | null = null): Promise<Authenticator> {
  const { domain, pool, clock } = poolhouse
  const { secretCode } = await associateSoftwareToken(domain, { pool, user })
  const authenticator = authenticatorOf(poolhouse, secretCode)
  await verifySoftwareToken(domain, { pool, user, userCode: authenticator.code(), friendlyName: name })
  await setUserMfaPreference(domain, { pool, user, by: 'user', SoftwareTokenMfaSettings: { Enabled: true } })
  clock.advance(seconds(60))
  return authenticator
}

/** Says which factors somebody uses. */
export async function prefer({ domain, pool, findUser }: Poolhouse, settings: Omit<SetUserMfaPreferenceInput, 'pool' | 'user' | 'by'>, username = 'ada@example.com'): Promise<void> {
  await setUserMfaPreference(domain, { pool, user: await findUser(username), by: 'user', ...settings })
}

/** A wrong code, whatever is right now. */
export function wrongCode({ code }: Authenticator): string {
  const near = [-2, -1, 0, 1, 2].map(code)
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((candidate) => !near.includes(candidate)) ?? ''
}

/** The claims of a token, unverified. */
export const claimsOf = (token = ''): Record<string, unknown> => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}') as Record<string, unknown>
