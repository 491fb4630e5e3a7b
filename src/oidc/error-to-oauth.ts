import { isDomainError } from '#src/domain/domain-error.ts'
import type { DomainError, DomainErrorCode } from '#src/domain/domain-error.ts'
import { isOAuthRefusal } from './oauth-error.ts'
import type { OAuthError, OAuthErrorCode } from './oauth-error.ts'

/** What each refusal of the domain is called in OAuth. Total: a new code does not compile until it has a name here. */
const OAUTH_CODES = {
  AliasExists: 'invalid_request',
  CodeDeliveryFailure: 'temporarily_unavailable',
  CodeMismatch: 'invalid_grant',
  ConcurrentModification: 'temporarily_unavailable',
  DeviceKeyExists: 'invalid_request',
  DuplicateProvider: 'invalid_request',
  EnableSoftwareTokenMFA: 'invalid_grant',
  ExpiredCode: 'invalid_grant',
  FeatureUnavailableInTier: 'invalid_request',
  Forbidden: 'access_denied',
  GroupExists: 'invalid_request',
  InvalidLambdaResponse: 'invalid_request',
  InvalidOAuthFlow: 'unauthorized_client',
  InvalidParameter: 'invalid_request',
  InvalidPassword: 'invalid_request',
  InvalidUserPoolConfiguration: 'invalid_request',
  LimitExceeded: 'temporarily_unavailable',
  MFAMethodNotFound: 'invalid_request',
  ManagedLoginBrandingExists: 'invalid_request',
  NotAuthorized: 'invalid_grant',
  OperationNotEnabled: 'invalid_request',
  PasswordHistoryPolicyViolation: 'invalid_request',
  PasswordResetRequired: 'invalid_grant',
  PreconditionNotMet: 'invalid_request',
  RefreshTokenReuse: 'invalid_grant',
  ResourceNotFound: 'invalid_request',
  ScopeDoesNotExist: 'invalid_scope',
  SoftwareTokenMFANotFound: 'invalid_request',
  TermsExists: 'invalid_request',
  TierChangeNotAllowed: 'invalid_request',
  TooManyFailedAttempts: 'temporarily_unavailable',
  TooManyRequests: 'temporarily_unavailable',
  Unauthorized: 'invalid_client',
  UnexpectedLambda: 'invalid_request',
  UnsupportedIdentityProvider: 'invalid_request',
  UnsupportedOperation: 'invalid_request',
  UnsupportedTokenType: 'unsupported_token_type',
  UnsupportedUserState: 'invalid_grant',
  UserImportInProgress: 'temporarily_unavailable',
  UserLambdaValidation: 'invalid_request',
  UserNotConfirmed: 'invalid_grant',
  UserNotFound: 'invalid_grant',
  UserPoolAddOnNotEnabled: 'invalid_request',
  UserPoolTagging: 'invalid_request',
  UsernameExists: 'invalid_request',
  WebAuthnChallengeNotFound: 'invalid_request',
  WebAuthnClientMismatch: 'invalid_request',
  WebAuthnConfigurationMissing: 'invalid_request',
  WebAuthnCredentialNotSupported: 'invalid_request',
  WebAuthnNotEnabled: 'invalid_request',
  WebAuthnOriginNotAllowed: 'invalid_request',
  WebAuthnRelyingPartyMismatch: 'invalid_request',
} as const satisfies Record<DomainErrorCode, OAuthErrorCode>

const STATUSES: Partial<Record<OAuthErrorCode, number>> = { temporarily_unavailable: 503, server_error: 500 }

/** The OAuth answer to something thrown, or null when it is none of ours: then nothing of it may be shown. */
export function errorToOAuth(error: unknown): OAuthError | null {
  if (isOAuthRefusal(error)) return error.answer
  if (isOutage(error)) return { status: 503, error: 'temporarily_unavailable' }
  return isDomainError(error) ? domainErrorToOAuth(error) : null
}

/** The database does not answer now. */
const isOutage = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'DatabaseUnavailable'

function domainErrorToOAuth({ code, message }: DomainError): OAuthError {
  const error = OAUTH_CODES[code]
  return { status: STATUSES[error] ?? 400, error, description: message }
}
