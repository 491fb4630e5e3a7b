/** Error codes of the protocols we speak: RFC 6749, 6750, 7009, 8628, 8707, 9449, OIDC Core §3.1.2.6. */
export type OAuthErrorCode =
  | 'access_denied' | 'invalid_client' | 'invalid_dpop_proof' | 'invalid_grant' | 'invalid_request' | 'invalid_scope' | 'invalid_target'
  | 'invalid_token' | 'insufficient_scope' | 'login_required' | 'server_error' | 'temporarily_unavailable' | 'unauthorized_client'
  | 'unsupported_grant_type' | 'unsupported_response_mode' | 'unsupported_response_type' | 'unsupported_token_type'

/** An answer, not an exception. `description` is for developers and repeats nothing that was sent. */
export type OAuthError = { status: number; error: OAuthErrorCode; description?: string }

/** A refusal of the OIDC wire itself. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal'
  readonly answer: OAuthError

  constructor(error: OAuthErrorCode, description: string, status = 400) {
    super(description)
    this.answer = { status, error, description }
  }
}

/** Whether something thrown is a refusal of this wire, by shape. */
export const isOAuthRefusal = (error: unknown): error is OAuthRefusal =>
  typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'OAuthRefusal'
