/** What the box at the top of a page can say. Texts: `summary.<code>.title` and `summary.<code>.help`. */
export const SUMMARY_CODES = [
  'wrong_credentials',
  'too_many_attempts',
  'invalid_fields',
  'password_reset_required',
  'user_disabled',
  'username_exists',
  'alias_exists',
  'password_history',
  'password_policy',
  'code_mismatch',
  'code_expired',
  'code_limit',
  'message_limit',
  'resend_too_soon',
  'delivery_failed',
  'link_spent',
  'sign_up_closed',
  'recovery_unavailable',
  'second_factor_unavailable',
  'second_factor_locked',
  'device_code_unknown',
  'page_expired',
  'session_changed',
  'refused_by_pool',
  'temporarily_unavailable',
  'unexpected',
] as const
export type SummaryCode = (typeof SUMMARY_CODES)[number]

/** What can be wrong with one field. Texts: `fieldErrors.<code>`; `values` fill the text's arguments. */
export const FIELD_ERROR_CODES = [
  'required',
  'too_short',
  'too_long',
  'below_minimum',
  'above_maximum',
  'email_format',
  'phone_format',
  'url_format',
  'date_format',
  'date_future',
  'number_format',
  'choice',
  'characters',
  'code_format',
  'code_mismatch',
  'code_expired',
  'password_policy',
  'password_history',
  'taken',
  'not_writable',
  'invalid',
  'duplicate',
] as const
export type FieldErrorCode = (typeof FIELD_ERROR_CODES)[number]

/** Good news above a form. Texts: `notices.<code>`. */
export const NOTICE_CODES = [
  'request_recovered',
  'account_confirmed',
  'password_changed',
  'code_sent',
  'address_changed',
  'already_confirmed',
  'confirm_first',
  'account_saved',
] as const
export type NoticeCode = (typeof NOTICE_CODES)[number]

/** Why there is no form at all. Texts: `error.<code>.title` and `error.<code>.help`. */
export const ERROR_CODES = [
  'redirect_mismatch',
  'logout_mismatch',
  'unknown_client',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_response_type',
  'access_denied',
  'origin_mismatch',
  'form_invalid',
  'too_many_requests',
  'not_found',
  'server_error',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]
