/**
 * Every refusal of the domain. The names are Amazon Cognito's without `Exception`,
 * except the last group, which is ours and which each wire translates too.
 */
export type DomainErrorCode =
  | 'AliasExists'
  | 'CodeDeliveryFailure'
  | 'CodeMismatch'
  | 'ConcurrentModification'
  | 'DeviceKeyExists'
  | 'DuplicateProvider'
  | 'EnableSoftwareTokenMFA'
  | 'ExpiredCode'
  | 'FeatureUnavailableInTier'
  | 'Forbidden'
  | 'GroupExists'
  | 'InvalidLambdaResponse'
  | 'InvalidOAuthFlow'
  | 'InvalidParameter'
  | 'InvalidPassword'
  | 'InvalidUserPoolConfiguration'
  | 'LimitExceeded'
  | 'MFAMethodNotFound'
  | 'ManagedLoginBrandingExists'
  | 'NotAuthorized'
  | 'OperationNotEnabled'
  | 'PasswordHistoryPolicyViolation'
  | 'PasswordResetRequired'
  | 'PreconditionNotMet'
  | 'RefreshTokenReuse'
  | 'ResourceNotFound'
  | 'ScopeDoesNotExist'
  | 'SoftwareTokenMFANotFound'
  | 'TermsExists'
  | 'TierChangeNotAllowed'
  | 'TooManyFailedAttempts'
  | 'TooManyRequests'
  | 'Unauthorized'
  | 'UnexpectedLambda'
  | 'UnsupportedIdentityProvider'
  | 'UnsupportedOperation'
  | 'UnsupportedTokenType'
  | 'UnsupportedUserState'
  | 'UserImportInProgress'
  | 'UserLambdaValidation'
  | 'UserNotConfirmed'
  | 'UserNotFound'
  | 'UserPoolAddOnNotEnabled'
  | 'UserPoolTagging'
  | 'UsernameExists'
  | 'WebAuthnChallengeNotFound'
  | 'WebAuthnClientMismatch'
  | 'WebAuthnConfigurationMissing'
  | 'WebAuthnCredentialNotSupported'
  | 'WebAuthnNotEnabled'
  | 'WebAuthnOriginNotAllowed'
  | 'WebAuthnRelyingPartyMismatch'

/** One wrong input among several: `rule` is what it breaks (`required`, `too_long`, `email_format`, a password rule, ...). */
export type Violation = { field: string; rule: string; limit?: number | string }

/** Facts that pages and logs may use: never a secret. */
export type DomainErrorDetails = {
  /** A finer name of the reason, for pages: `password-attempts-exceeded`, `session-expired`, `user-disabled`, ... */
  reason?: string
  /** Which input was wrong: an attribute or parameter name. */
  field?: string
  /** Every wrong input, when several were checked together. */
  violations?: readonly Violation[]
  /** When trying again makes sense. */
  retryAt?: Date
  /** For logs only. */
  cause?: unknown
}

/** A refusal. Compare by `code`: several copies of a class may exist in one process. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: DomainErrorCode
  readonly details: DomainErrorDetails

  constructor(code: DomainErrorCode, message: string, details: DomainErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.details = details
  }
}

/** Whether something thrown is a refusal of the domain (by shape, see above). */
export const isDomainError = (error: unknown): error is DomainError =>
  typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'DomainError'
