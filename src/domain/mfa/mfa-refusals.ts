import { DomainError } from '#src/domain/domain-error.ts'

/** A wrong code of a second factor. `reason` is for pages, which say what to do with an authenticator's. */
export const wrongFactorCode = (reason: 'code-mismatch' | 'app-code-mismatch' = 'code-mismatch'): DomainError => new DomainError('CodeMismatch', 'Invalid code received for user', { reason })

/** A recovery code that is none of the user's, or was used or replaced. */
export const wrongRecoveryCode = (): DomainError => new DomainError('CodeMismatch', 'Invalid code received for user', { reason: 'recovery-code-mismatch' })

/** A code of an authenticator that was accepted once, or one from before it. */
export const usedFactorCode = (): DomainError => new DomainError('ExpiredCode', 'Your software token has already been used once.', { reason: 'code-used' })

/** A code that was sent to a contact which the user does not have any more. */
export const staleFactorCode = (): DomainError => new DomainError('ExpiredCode', 'Invalid code provided, please request a code again.', { reason: 'code-expired' })

/** The user has no authenticator, or none that waits to be verified. */
export const softwareTokenNotFound = (): DomainError =>
  new DomainError('SoftwareTokenMFANotFound', 'No software token is registered for the user.', { reason: 'no-software-token' })

/** The pool asks for other factors. */
export const softwareTokenNotOffered = (): DomainError =>
  new DomainError('SoftwareTokenMFANotFound', 'Software Token MFA has not been enabled by the userPool', { reason: 'software-token-not-offered' })

/** A second factor is demanded, and none of the user's can be asked for. */
export const noUsableFactor = (): DomainError =>
  new DomainError('MFAMethodNotFound', 'No second factor of the user can be used for this sign-in.', { reason: 'no-usable-factor' })
