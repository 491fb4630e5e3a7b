import type { RequestOrigin } from '#src/domain/activity/request-origin.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'

/** Trigger names of LambdaConfig. */
export type TriggerName =
  | 'PreSignUp'
  | 'PostConfirmation'
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'DefineAuthChallenge'
  | 'CreateAuthChallenge'
  | 'VerifyAuthChallengeResponse'
  | 'UserMigration'
  | 'CustomMessage'
  | 'PreTokenGeneration'
  | 'CustomEmailSender'
  | 'CustomSMSSender'
  | 'InboundFederation'

/** Cognito's event, without the common members that the runner adds (version, region, userPoolId). */
export type TriggerCall = {
  trigger: TriggerName
  /** E.g. `PreSignUp_SignUp`. */
  source: string
  poolId: string
  clientId: string | null
  userName: string | null
  request: Record<string, unknown>
  response: Record<string, unknown>
  /** For which request, where the call is made after that was answered. Default: the request that is being answered. */
  asked?: AskedBy | undefined
}

/** What a function, and the log of its calls, are told of the request. */
export type AskedBy = Pick<RequestOrigin, 'sdkUserAgent' | 'requestId'>

export type TriggerRunner = {
  /** Whether the pool has this trigger, without I/O: an unset trigger costs nothing. */
  has(pool: Pick<UserPool, 'settings'>, trigger: TriggerName): boolean
  /**
   * Calls the trigger and returns its `response` member. Refusals: UserLambdaValidation (it threw), UnexpectedLambda
   * (it did not answer), InvalidLambdaResponse (it answered something else).
   */
  run(call: TriggerCall): Promise<Record<string, unknown>>
}
