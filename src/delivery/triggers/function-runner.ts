import type { LambdaFunction, ModuleFunction, RegisteredFunction, WebhookFunction } from '#src/domain/functions/registered-function.ts'

/** What a function is called with (Cognito: user pool Lambda trigger event). */
export type TriggerEvent = {
  /** `1`, or that of the trigger's LambdaVersion. */
  version: string
  triggerSource: string
  region: string
  userPoolId: string
  userName: string | null
  callerContext: { awsSdkVersion: string; clientId: string }
  request: Record<string, unknown>
  response: Record<string, unknown>
}

/**
 * What came of one attempt. `answered`: it gave an answer that is JSON; `event` is to be checked still. `threw`: its own error, never
 * tried again. `unanswered`: no answer of the function itself; `again` when another attempt may get one (time-out, connection,
 * throttled, 5xx) and not when none can (address refused, no such function, no permission). `unreadable`: too large, or no JSON.
 * `cause` is for the operator's log: no secret, nothing that the function was sent.
 */
export type Answer =
  | { kind: 'answered'; event: unknown }
  | { kind: 'threw'; message: string }
  | { kind: 'unanswered'; cause: string; again: boolean }
  | { kind: 'unreadable'; cause: string }

/** One attempt to call a function. */
export type RunCall = {
  /** Aborted when time is over: the runner then lets go of everything and answers `unanswered`. */
  signal: AbortSignal
  /** Milliseconds from now until `signal` is aborted. */
  timeoutMs: number
  /** UUID of the call, the same in each of its attempts. */
  invocationId: string
  /** Takes a line that the function wrote to its console. */
  output(line: string): void
}

/** Calls functions of one kind. Never rejects: whatever goes wrong is an Answer. */
export type FunctionRunner<Kind extends RegisteredFunction = RegisteredFunction> = {
  run(registered: Kind, event: TriggerEvent, call: RunCall): Promise<Answer>
  /** Ends what was kept ready. */
  close(): Promise<void>
}

/** A kind without a runner is never answered. */
export type FunctionRunners = {
  lambda?: FunctionRunner<LambdaFunction>
  webhook?: FunctionRunner<WebhookFunction>
  module?: FunctionRunner<ModuleFunction>
}
