import { isDomainError, type DomainErrorCode } from '#src/domain/domain-error.ts'
import { isAwsError } from './aws-error.ts'

/** Every refusal of the domain by its name on the wire (Cognito: errors of each operation). */
export const EXCEPTIONS = {
  AliasExists: 'AliasExistsException',
  CodeDeliveryFailure: 'CodeDeliveryFailureException',
  CodeMismatch: 'CodeMismatchException',
  ConcurrentModification: 'ConcurrentModificationException',
  DeviceKeyExists: 'DeviceKeyExistsException',
  DuplicateProvider: 'DuplicateProviderException',
  EnableSoftwareTokenMFA: 'EnableSoftwareTokenMFAException',
  ExpiredCode: 'ExpiredCodeException',
  FeatureUnavailableInTier: 'FeatureUnavailableInTierException',
  Forbidden: 'ForbiddenException',
  GroupExists: 'GroupExistsException',
  InvalidLambdaResponse: 'InvalidLambdaResponseException',
  InvalidOAuthFlow: 'InvalidOAuthFlowException',
  InvalidParameter: 'InvalidParameterException',
  InvalidPassword: 'InvalidPasswordException',
  InvalidUserPoolConfiguration: 'InvalidUserPoolConfigurationException',
  LimitExceeded: 'LimitExceededException',
  MFAMethodNotFound: 'MFAMethodNotFoundException',
  ManagedLoginBrandingExists: 'ManagedLoginBrandingExistsException',
  NotAuthorized: 'NotAuthorizedException',
  OperationNotEnabled: 'OperationNotEnabledException',
  PasswordHistoryPolicyViolation: 'PasswordHistoryPolicyViolationException',
  PasswordResetRequired: 'PasswordResetRequiredException',
  PreconditionNotMet: 'PreconditionNotMetException',
  RefreshTokenReuse: 'RefreshTokenReuseException',
  ResourceNotFound: 'ResourceNotFoundException',
  ScopeDoesNotExist: 'ScopeDoesNotExistException',
  SoftwareTokenMFANotFound: 'SoftwareTokenMFANotFoundException',
  TermsExists: 'TermsExistsException',
  TierChangeNotAllowed: 'TierChangeNotAllowedException',
  TooManyFailedAttempts: 'TooManyFailedAttemptsException',
  TooManyRequests: 'TooManyRequestsException',
  Unauthorized: 'UnauthorizedException',
  UnexpectedLambda: 'UnexpectedLambdaException',
  UnsupportedIdentityProvider: 'UnsupportedIdentityProviderException',
  UnsupportedOperation: 'UnsupportedOperationException',
  UnsupportedTokenType: 'UnsupportedTokenTypeException',
  UnsupportedUserState: 'UnsupportedUserStateException',
  UserImportInProgress: 'UserImportInProgressException',
  UserLambdaValidation: 'UserLambdaValidationException',
  UserNotConfirmed: 'UserNotConfirmedException',
  UserNotFound: 'UserNotFoundException',
  UserPoolAddOnNotEnabled: 'UserPoolAddOnNotEnabledException',
  UserPoolTagging: 'UserPoolTaggingException',
  UsernameExists: 'UsernameExistsException',
  WebAuthnChallengeNotFound: 'WebAuthnChallengeNotFoundException',
  WebAuthnClientMismatch: 'WebAuthnClientMismatchException',
  WebAuthnConfigurationMissing: 'WebAuthnConfigurationMissingException',
  WebAuthnCredentialNotSupported: 'WebAuthnCredentialNotSupportedException',
  WebAuthnNotEnabled: 'WebAuthnNotEnabledException',
  WebAuthnOriginNotAllowed: 'WebAuthnOriginNotAllowedException',
  WebAuthnRelyingPartyMismatch: 'WebAuthnRelyingPartyMismatchException',
} as const satisfies Record<DomainErrorCode, string>

export type ErrorAnswer = { status: number; type: string; message: string }

/** How a refusal is answered; null for anything that is none: that is a failure of ours, and says nothing of itself. */
export function errorAnswer(error: unknown): ErrorAnswer | null {
  if (isAwsError(error)) return { status: error.status, type: error.type, message: error.message }
  if (!isDomainError(error)) return null
  const unreadable = error.code === 'InvalidParameter' && error.details.reason === 'unreadable'
  return { status: 400, type: unreadable ? 'SerializationException' : EXCEPTIONS[error.code], message: error.message }
}
