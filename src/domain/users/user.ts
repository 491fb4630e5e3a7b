/** Cognito's user states that are still produced (user lifecycle). */
export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'EXTERNAL_PROVIDER'

export type MfaFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP' | 'WEB_AUTHN_MFA'
export type MfaPreference = { enabled: MfaFactor[]; preferred: MfaFactor | null }

/**
 * What a password leaves behind: the hash for plain checks, salt and verifier (hex; sealed in storage) for SRP. A hash that another
 * system made (sealed in storage) comes without them, until its first sign-in.
 */
export type PasswordCredential = {
  hash: string
  srp: { salt: string; verifier: string } | null
  setAt: Date
  /** Temporary passwords only. */
  expiresAt: Date | null
}

export type Attributes = Record<string, string>

export type User = {
  /** The `sub`. */
  id: string
  poolId: string
  /** As given (or the sub where sign-in is by e-mail or phone). */
  username: string
  status: UserStatus
  enabled: boolean
  /** `custom:` and `dev:` names included, `sub` never. `*_verified` are 'true' or 'false'. */
  attributes: Attributes
  /** Values that wait for verification before they replace the old ones. */
  pendingAttributes: Attributes
  credential: PasswordCredential | null
  mfa: MfaPreference
  identities: Record<string, unknown>[]
  tokensValidFrom: Date | null
  /** When the account is deleted, unless the person keeps it until then; null: nobody asked for that. */
  deletionDueAt: Date | null
  createdAt: Date
  updatedAt: Date
  version: number
}

export type UserNameKind = 'username' | 'email' | 'phone_number' | 'preferred_username'
/** A name one can sign in by, canonical. */
export type UserName = { kind: UserNameKind; name: string }
