import type { TriggerName } from './trigger-runner.ts'

/**
 * How a call of a trigger's function ended: it answered, it threw, it did not answer, its answer is none, or it was not called at
 * all (nobody registered it, or too many calls of it wait).
 */
export type InvocationOutcome = 'answered' | 'threw' | 'unanswered' | 'unreadable' | 'not-called'

/** One call of a trigger's function, however many attempts it took. Holds no secret: what was one is replaced. */
export type TriggerInvocation = {
  /** UUID version 7: in order of time. Functions are told it as their request id. */
  id: string
  at: Date
  poolId: string
  clientId: string | null
  trigger: TriggerName
  source: string
  /** As LambdaConfig names it. */
  functionName: string
  /** The whole event as sent, redacted. */
  event: Record<string, unknown>
  /** The `response` member of the answer, redacted; null when there was none. */
  response: unknown
  durationMs: number
  attempts: number
  outcome: InvocationOutcome
  /** Why, when it did not answer. */
  error: string | null
  /** What the function wrote to its console, where it runs here. */
  output: string | null
  /** The request that it was called for. */
  requestId: string | null
}

export type InvocationFilter = { poolId?: string | undefined; trigger?: string | undefined }

export type TriggerInvocationStore = {
  /** Takes note for a later write; nobody waits for it. */
  add(invocation: TriggerInvocation): void
  /** Resolves when what was added before is written, or lost. */
  flush(): Promise<void>
  /** How many were lost so far: more waited than can, or the database was away for long. */
  lost(): number
  /** The newest first. */
  listInvocations(filter: InvocationFilter, limit: number): Promise<TriggerInvocation[]>
  /** Those called at that moment or later, the oldest first. */
  invocationsSince(filter: InvocationFilter, since: Date, limit: number): Promise<TriggerInvocation[]>
  findInvocation(id: string): Promise<TriggerInvocation | null>
}
