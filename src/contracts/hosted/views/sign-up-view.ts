import type { AttributeInput } from '#src/contracts/hosted/attribute-inputs.ts'
import type { Agreement } from './accept-terms-view.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'
import type { PasswordPolicy } from '#src/contracts/password-policy.ts'

export type SignUpView = {
  readonly screen: 'sign-up'
  readonly frame: PageFrame
  /** Absent when an e-mail address or phone number is the user name: the attribute's input is enough then. */
  readonly username?: { readonly value: string } | undefined
  readonly attributes: readonly AttributeInput[]
  /** Absent when the pool signs people in without passwords. */
  readonly passwordPolicy?: PasswordPolicy | undefined
  /** Present when the application has terms. */
  readonly agreement?: Agreement | undefined
}
