import { DomainError } from '#src/domain/domain-error.ts'

/** Wrong password, unknown or disabled user: one text for all (Cognito: PreventUserExistenceErrors). `reason` is for pages that may know more. */
export const incorrectCredentials = (reason = 'wrong-credentials'): DomainError =>
  new DomainError('NotAuthorized', 'Incorrect username or password.', { reason })

/** Said where nobody's existence is hidden. */
export const userDisabled = (): DomainError => new DomainError('NotAuthorized', 'User is disabled.', { reason: 'user-disabled' })

/** Locked after too many failures (Cognito: lockout behavior for failed sign-in attempts). */
export const attemptsExceeded = (retryAt: Date | null): DomainError =>
  new DomainError('NotAuthorized', 'Password attempts exceeded', { reason: 'password-attempts-exceeded', ...(retryAt ? { retryAt } : {}) })

/** The session is unknown, spent, or somebody else's. */
export const invalidSession = (): DomainError => new DomainError('NotAuthorized', 'Invalid session for the user.', { reason: 'session-invalid' })

/** The session was not answered in time. */
export const expiredSession = (): DomainError =>
  new DomainError('NotAuthorized', 'Invalid session for the user, session is expired.', { reason: 'session-expired' })

/** The user's password must be reset first. */
export const passwordResetRequired = (): DomainError =>
  new DomainError('PasswordResetRequired', 'Password reset required for the user', { reason: 'password-reset-required' })
