import type { SummaryCode } from '#src/contracts/hosted/outcome-codes.ts'
import type { Summary } from '#src/contracts/hosted/page-frame.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { DomainError, DomainErrorCode } from '#src/domain/domain-error.ts'
import { plainWords } from '#src/domain/triggers/plain-words.ts'

/** What the box at the top says for each refusal of the domain. Total: a new code does not compile until it has words. */
const SUMMARIES = {
  AliasExists: 'alias_exists',
  CodeDeliveryFailure: 'delivery_failed',
  CodeMismatch: 'code_mismatch',
  ConcurrentModification: 'temporarily_unavailable',
  DeviceKeyExists: 'unexpected',
  DuplicateProvider: 'unexpected',
  EnableSoftwareTokenMFA: 'app_code_mismatch',
  ExpiredCode: 'code_expired',
  FeatureUnavailableInTier: 'unexpected',
  Forbidden: 'refused_by_pool',
  GroupExists: 'unexpected',
  InvalidLambdaResponse: 'temporarily_unavailable',
  InvalidOAuthFlow: 'unexpected',
  InvalidParameter: 'invalid_fields',
  InvalidPassword: 'password_policy',
  InvalidUserPoolConfiguration: 'unexpected',
  LimitExceeded: 'code_limit',
  MFAMethodNotFound: 'second_factor_unavailable',
  ManagedLoginBrandingExists: 'unexpected',
  NotAuthorized: 'wrong_credentials',
  OperationNotEnabled: 'unexpected',
  PasswordHistoryPolicyViolation: 'password_history',
  PasswordResetRequired: 'password_reset_required',
  PreconditionNotMet: 'unexpected',
  RefreshTokenReuse: 'unexpected',
  ResourceNotFound: 'unexpected',
  ScopeDoesNotExist: 'unexpected',
  SoftwareTokenMFANotFound: 'unexpected',
  TermsExists: 'unexpected',
  TierChangeNotAllowed: 'unexpected',
  TooManyFailedAttempts: 'too_many_attempts',
  TooManyRequests: 'temporarily_unavailable',
  Unauthorized: 'wrong_credentials',
  UnexpectedLambda: 'temporarily_unavailable',
  UnsupportedIdentityProvider: 'unexpected',
  UnsupportedOperation: 'unexpected',
  UnsupportedTokenType: 'unexpected',
  UnsupportedUserState: 'unexpected',
  UserImportInProgress: 'temporarily_unavailable',
  UserLambdaValidation: 'refused_by_pool',
  UserNotConfirmed: 'wrong_credentials',
  UserNotFound: 'wrong_credentials',
  UserPoolAddOnNotEnabled: 'unexpected',
  UserPoolTagging: 'unexpected',
  UsernameExists: 'username_exists',
  WebAuthnChallengeNotFound: 'passkey_not_added',
  WebAuthnClientMismatch: 'passkey_not_added',
  WebAuthnConfigurationMissing: 'unexpected',
  WebAuthnCredentialNotSupported: 'passkey_not_added',
  WebAuthnNotEnabled: 'unexpected',
  WebAuthnOriginNotAllowed: 'passkey_not_added',
  WebAuthnRelyingPartyMismatch: 'passkey_not_added',
} as const satisfies Record<DomainErrorCode, SummaryCode>

/** Finer reasons that deserve their own words. */
const REASONS: Readonly<Record<string, SummaryCode>> = {
  'common-password': 'password_common',
  'password-attempts-exceeded': 'too_many_attempts',
  'network-limit': 'too_many_attempts',
  'session-expired': 'page_expired',
  'no-sign-up-proof': 'page_expired',
  'sign-up-closed': 'sign_up_closed',
  'recovery-unavailable': 'recovery_unavailable',
  'user-disabled': 'user_disabled',
  'app-code-mismatch': 'app_code_mismatch',
  'code-used': 'app_code_used',
  'second-factor-limit': 'second_factor_locked',
  'recovery-code-mismatch': 'recovery_code_mismatch',
  'resend-too-soon': 'resend_too_soon',
  'terms-changed': 'terms_changed',
  'last-factor': 'last_factor',
  'passkey-last-factor': 'last_factor',
  'last-way-in': 'last_way_in',
  'session-not-found': 'gone',
  'device-not-found': 'gone',
  'passkey-unknown': 'gone',
  'passkey-refused': 'passkey_refused',
  'passkey-stranger': 'passkey_unknown',
  'passkey-limit': 'passkey_limit',
  'app-without-access': 'gone',
}

const WARNINGS: ReadonlySet<SummaryCode> = new Set(['too_many_attempts', 'code_limit', 'second_factor_locked', 'message_limit', 'resend_too_soon', 'temporarily_unavailable', 'page_expired', 'terms_changed'])

/** The summary of a refusal, with the time left where trying again makes sense. `limit`: what a passed limit means on this form. */
export const summaryOfRefusal = (error: DomainError, clock: Clock, limit: SummaryCode = SUMMARIES.LimitExceeded): Summary => {
  const words = error.code === 'UserLambdaValidation' ? wordsOfFunction(error.message) : null
  const code = words !== null && OF_LAMBDA.test(words) ? 'temporarily_unavailable' : REASONS[error.details.reason ?? ''] ?? (error.code === 'LimitExceeded' ? limit : SUMMARIES[error.code])
  const { retryAt } = error.details
  return {
    code,
    tone: WARNINGS.has(code) ? 'warning' : 'danger',
    ...(words !== null && code === 'refused_by_pool' ? { message: words } : {}),
    ...(retryAt === undefined ? {} : { retryInSeconds: Math.max(1, Math.ceil((retryAt.getTime() - clock.now().getTime()) / 1000)) }),
  }
}

const FAILED_WITH = /^\w+ failed with error ([^]+?)\.?$/
const MOST_CHARACTERS = 500

/** Lambda's own words for a function that it ended: they tell a person nothing. */
const OF_LAMBDA = /^(?:RequestId: |(?:\S+ \S+ )?Task timed out after |Response payload size exceeded )/

/** What the function itself said: programs are told which function it was, a person need not know. */
const wordsOfFunction = (message: string): string => plainWords(FAILED_WITH.exec(message)?.[1] ?? message, MOST_CHARACTERS)
