/** Errors of the protocol itself, before or beside any domain operation (AWS: common errors). */
export type AwsErrorType =
  | 'AccessDeniedException'
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'SerializationException'
  | 'TooManyRequestsException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException'
  | 'UnsupportedOperationException'

/** A refusal of the wire. Compare by `name`. The status is 400, as in JSON 1.1 services, unless given. */
export class AwsError extends Error {
  override readonly name = 'AwsError'
  readonly type: AwsErrorType
  readonly status: number

  constructor(type: AwsErrorType, message: string, status = 400) {
    super(message)
    this.type = type
    this.status = status
  }
}

export const isAwsError = (error: unknown): error is AwsError => typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'AwsError'
