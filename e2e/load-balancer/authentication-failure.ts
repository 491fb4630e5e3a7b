/** Error reasons of the access log (Elastic Load Balancing: error reason codes), each with the status it is answered by. */
const STATUS = {
  AuthInvalidStateParam: 401,
  AuthMissingCodeParam: 401,
  AuthMissingStateParam: 401,
  AuthUnauthenticatedRequest: 401,
  AuthAccessDenied: 401,
  AuthInvalidGrantError: 561,
  AuthInvalidIdToken: 561,
  AuthInvalidTokenResponse: 561,
  AuthInvalidUserinfoResponse: 561,
  AuthAuthorizationEpError: 561,
  AuthTokenEpRequestFailed: 561,
  AuthUserinfoEpRequestFailed: 561,
  AuthUserinfoResponseSizeExceeded: 500,
} as const

export type FailureReason = keyof typeof STATUS

/** Ends an authentication: the reason goes to the access log, its status to the browser. */
export class AuthenticationFailure extends Error {
  readonly code = 'AuthenticationFailure'
  readonly reason: FailureReason
  readonly status: number

  constructor(reason: FailureReason, detail = '') {
    super(detail === '' ? reason : `${reason}: ${detail}`)
    this.name = 'AuthenticationFailure'
    this.reason = reason
    this.status = STATUS[reason]
  }
}
