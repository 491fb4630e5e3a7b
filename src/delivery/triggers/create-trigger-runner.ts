import { seconds } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import { uuidV7 } from '#src/crypto/uuid-v7.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { FunctionStore, RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { InvocationOutcome, TriggerInvocationStore } from '#src/domain/triggers/trigger-invocation.ts'
import type { TriggerCall, TriggerName, TriggerRunner } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPoolStore } from '#src/domain/user-pools/user-pool-store.ts'
import { buildEvent, targetOf, unqualified } from './build-event.ts'
import { callFunction, type CallLimits, type CallResult, type Failure } from './call-function.ts'
import { createFunctionLanes, type LaneLimits } from './function-lanes.ts'
import type { FunctionRunners, TriggerEvent } from './function-runner.ts'
import { readResponse } from './read-response.ts'
import { redact, redactText, redactTexts } from './redact.ts'
import { refusalOf } from './refusal-of.ts'
import type { TriggerMetrics } from './trigger-metrics.ts'

export type TriggerRunnerDeps = {
  userPools: Pick<UserPoolStore, 'findPool'>
  functions: Pick<FunctionStore, 'findFunction'>
  runners: FunctionRunners
  /** Null: no log is kept. */
  invocations: Pick<TriggerInvocationStore, 'add'> | null
  metrics: Pick<TriggerMetrics, 'observe'>
  requestOrigins: Pick<RequestOrigins, 'current'>
  clock: Clock
  random: Random
  log: { warn(facts: object, message: string): void }
  limits?: Partial<CallLimits & LaneLimits>
}

/** Each call must answer within 5 seconds and is tried three times (Cognito: important considerations of Lambda triggers). */
const LIMITS: CallLimits & LaneLimits = { timeoutMs: seconds(5), attempts: 3, patienceMs: seconds(5), concurrency: 50, maxQueue: 200 }
/** Nobody waits for a sender, and whoever calls it tries again later. */
const SENDERS = { timeoutMs: seconds(30), attempts: 1 }
const isSender = (trigger: TriggerName): boolean => trigger === 'CustomEmailSender' || trigger === 'CustomSMSSender'

const LONGEST_OUTPUT = 8192

/** What came of a call, before anybody reads it as a refusal. */
export type CallOutcome = {
  outcome: InvocationOutcome
  /** The answer's `response`; `{}` from senders. Null unless answered. */
  response: Record<string, unknown> | null
  /** What the function threw, or why there is no answer. */
  error: string | null
  attempts: number
  failure: Failure | null
  durationMs: number
  output: string
}

export type FunctionCaller = {
  /** Calls the function of that name with an event, without log and metrics. */
  call(input: { trigger: TriggerName; functionName: string; event: TriggerEvent; invocationId: string }): Promise<CallOutcome>
}

/**
 * Calls functions by their names, each within its own lane, and checks the form of their answers. Never rejects for what a
 * function does.
 */
export function createFunctionCaller({ functions, runners, limits = {} }: Pick<TriggerRunnerDeps, 'functions' | 'runners' | 'limits'>): FunctionCaller {
  const laneOf = createFunctionLanes({ ...LIMITS, ...limits })
  return {
    async call({ trigger, functionName, event, invocationId }) {
      const startedAt = performance.now()
      const registered = await findRegistered(functions, functionName)
      const output = gatherOutput()
      const result = registered === null ? NOT_REGISTERED
        : await callFunction(runners, laneOf(registered.name), { registered, event, invocationId, output: output.take }, { ...LIMITS, ...(isSender(trigger) ? SENDERS : {}), ...limits })
      return { ...read(trigger, event, result), attempts: result.attempts, failure: result.failure, durationMs: Math.round(performance.now() - startedAt), output: output.text() }
    },
  }
}

const NOT_REGISTERED: CallResult = { answer: { kind: 'not-called', cause: 'Nobody has registered this function: npm run triggers -- set' }, attempts: 0, failure: 'unknown' }

/** A function is also found without the version or alias it was named with; Lambda is then still asked for that one. */
const findRegistered = async (functions: Pick<FunctionStore, 'findFunction'>, name: string): Promise<RegisteredFunction | null> => {
  const exact = await functions.findFunction(name)
  const shorter = unqualified(name)
  if (exact !== null || shorter === null) return exact
  const found = await functions.findFunction(shorter)
  return found?.kind === 'lambda' ? { ...found, name } : found
}

function read(trigger: TriggerName, event: TriggerEvent, { answer }: CallResult): Pick<CallOutcome, 'outcome' | 'response' | 'error'> {
  switch (answer.kind) {
    case 'threw': return { outcome: 'threw', response: null, error: answer.message }
    case 'answered': {
      const response = isSender(trigger) ? {} : readResponse(answer.event, event)
      return response === null ? { outcome: 'unreadable', response, error: 'The answer has no response.' } : { outcome: 'answered', response, error: null }
    }
    // What a sender says is of no interest to anybody.
    case 'unreadable': return isSender(trigger) ? { outcome: 'answered', response: {}, error: null } : { outcome: 'unreadable', response: null, error: answer.cause }
    case 'unanswered':
    case 'not-called': return { outcome: answer.kind, response: null, error: answer.cause }
  }
}

function gatherOutput() {
  let text = ''
  return {
    take(line: string) {
      if (text.length < LONGEST_OUTPUT) text += `${line}\n`.slice(0, LONGEST_OUTPUT)
    },
    text: () => text,
  }
}

/**
 * Runs pools' triggers by the functions that their LambdaConfig names. A pool without the trigger is answered by `has` from what it
 * is, and nothing else happens.
 */
export function createTriggerRunner(deps: TriggerRunnerDeps): TriggerRunner {
  const caller = createFunctionCaller(deps)
  return {
    has: ({ settings }, trigger) => targetOf(settings.LambdaConfig, trigger) !== null,
    async run(call) {
      const pool = await deps.userPools.findPool(call.poolId)
      const target = pool === null ? null : targetOf(pool.settings.LambdaConfig, call.trigger)
      if (pool === null || target === null) throw new DomainError('UnexpectedLambda', `${call.trigger} is not configured.`, { reason: 'trigger-unavailable' })
      const at = deps.clock.now()
      const id = uuidV7(deps.random, at)
      const { sdkUserAgent, requestId = null } = call.asked ?? deps.requestOrigins.current() ?? {}
      const event = buildEvent(pool, call, { version: target.version, sdkUserAgent })
      const made = await caller.call({ trigger: call.trigger, functionName: target.functionName, event, invocationId: id })
      record(deps, { call, event, functionName: target.functionName, id, at, made, requestId })
      if (made.response === null) throw refusalOf(call.trigger, made)
      return made.response
    },
  }
}

type Made = { call: TriggerCall; event: TriggerEvent; functionName: string; id: string; at: Date; made: CallOutcome; requestId: string | null }

/** Counts the call, writes it down without what is secret, and tells the operator's log of a function that is no use. */
function record(deps: TriggerRunnerDeps, { call, event, functionName, id, at, made, requestId }: Made): void {
  const { trigger, poolId, clientId, source } = call
  const { outcome, durationMs, attempts } = made
  deps.metrics.observe({ trigger, functionName, outcome, durationMs })
  const unwell = outcome !== 'answered' && outcome !== 'threw'
  if (deps.invocations === null && !unwell) return
  const sent = redact(event)
  const got = redact(made.response)
  const secrets = [...sent.secrets, ...got.secrets]
  const error = made.error === null ? null : redactText(made.error, secrets)
  if (unwell) deps.log.warn({ pool: poolId, trigger, function: functionName, invocation: id, outcome, attempts, reason: error }, 'a trigger\'s function gave no usable answer')
  deps.invocations?.add({
    id, at, poolId, clientId, trigger, source, functionName, durationMs, attempts, outcome, error,
    event: sent.value as Record<string, unknown>,
    response: redactTexts(got.value, secrets),
    output: made.output === '' ? null : redactText(made.output, secrets),
    requestId,
  })
}
