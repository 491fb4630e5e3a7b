/** Cognito's challenge names. */
export type ChallengeName =
  | 'PASSWORD'
  | 'PASSWORD_VERIFIER'
  | 'NEW_PASSWORD_REQUIRED'
  | 'SMS_MFA'
  | 'EMAIL_OTP'
  | 'SMS_OTP'
  | 'SOFTWARE_TOKEN_MFA'
  | 'SELECT_MFA_TYPE'
  | 'MFA_SETUP'
  | 'CUSTOM_CHALLENGE'
  | 'DEVICE_SRP_AUTH'
  | 'DEVICE_PASSWORD_VERIFIER'
  | 'SELECT_CHALLENGE'
  | 'PASSWORD_SRP'
  | 'WEB_AUTHN'
  /** Ours, and on the pages alone: whether an account that waits to be deleted is kept. */
  | 'KEEP_ACCOUNT'

/** RFC 8176 and Cognito's own: how the user proved who they are. */
export type AuthenticationMethod = 'pwd' | 'otp' | 'sms' | 'email_otp' | 'swk' | 'hwk' | 'mfa' | 'fed'

/** The end of every way to sign in: who, when, how. Tokens are made of it. */
export type Authentication = {
  poolId: string
  clientId: string
  userId: string
  username: string
  authTime: Date
  amr: AuthenticationMethod[]
  acr: string | null
  eventId: string
  deviceKey: string | null
  /** Which moment of pre-token-generation it is, if tokens follow at once. */
  tokenSource: 'Authentication' | 'NewPasswordChallenge' | 'HostedAuth' | 'AuthenticateDevice'
  /** The browser session whose proofs it took over: it is worth something only while that lives. */
  continuedSession?: string
}
