import type { AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { PasswordPolicy } from '#src/contracts/password-policy.ts'
import type { Destination, Resend } from './confirm-view.ts'
import type { Identifier } from './sign-in-view.ts'

export type ForgotPasswordView = {
  readonly screen: 'forgot-password'
  readonly frame: PageFrame
  readonly identifier: Identifier
}

/** Code and new password on one page; the same for unknown users. */
export type ResetPasswordView = {
  readonly screen: 'reset-password'
  readonly frame: PageFrame
  readonly username: string
  readonly destination?: Destination | undefined
  readonly resend: Resend
  readonly passwordPolicy: PasswordPolicy
  /** The code as typed, kept when only the password was refused. */
  readonly code?: string | undefined
  /** Offer to end the other sessions in the same step. */
  readonly endSessions?: { readonly checked: boolean } | undefined
}

export const NEW_PASSWORD_REASONS = ['temporary', 'expired', 'compromised'] as const
export type NewPasswordReason = (typeof NEW_PASSWORD_REASONS)[number]

/** The NEW_PASSWORD_REQUIRED challenge, with the required attributes that are missing. */
export type NewPasswordView = {
  readonly screen: 'new-password'
  readonly frame: PageFrame
  readonly username: string
  readonly reason: NewPasswordReason
  readonly passwordPolicy: PasswordPolicy
  readonly attributes: readonly AttributeInput[]
}
