import { setTimeout as pause } from 'node:timers/promises'
import type { RegisteredFunction } from '#src/domain/functions/registered-function.ts'
import type { Lane } from './function-lanes.ts'
import type { Answer, FunctionRunners, RunCall, TriggerEvent } from './function-runner.ts'

export type CallLimits = {
  /** Milliseconds of one attempt. */
  timeoutMs: number
  attempts: number
  /** Milliseconds that a call may wait for its turn. */
  patienceMs: number
}

/** Why there is no answer: time was over, nobody registered the function, too many calls of it wait, or something else. */
export type Failure = 'time' | 'unknown' | 'busy' | 'other'

export type CallResult = { answer: Answer | { kind: 'not-called'; cause: string }; attempts: number; failure: Failure | null }

export type FunctionCall = { registered: RegisteredFunction; event: TriggerEvent; invocationId: string; output: RunCall['output'] }

/** Milliseconds between two attempts. */
const PAUSE = 100
/** What a runner is given beyond the time-out to let go; after it nobody waits any more. */
const GRACE = 500

/**
 * Calls a function, again only where it did not answer (Cognito: up to three attempts of 5 seconds) and was not silent for long.
 * Takes at most `attempts` times `timeoutMs`, the wait for its turn included in the first.
 */
export async function callFunction(runners: FunctionRunners, lane: Lane, call: FunctionCall, limits: CallLimits): Promise<CallResult> {
  const startedAt = performance.now()
  let result: CallResult = { answer: { kind: 'not-called', cause: 'Too many calls of this function wait.' }, attempts: 0, failure: 'busy' }
  for (let attempt = 1; attempt <= limits.attempts; attempt++) {
    const askedAt = performance.now()
    const turn = await inTurn(lane, () => (performance.now() - askedAt > limits.patienceMs ? Promise.resolve(null) : attemptOnce(runners, call, limits.timeoutMs)))
    if (turn === null) return result
    result = { ...turn, attempts: attempt }
    lane.note(turn.answer.kind !== 'unanswered')
    const late = performance.now() - startedAt > limits.timeoutMs * limits.attempts
    if (turn.answer.kind !== 'unanswered' || !turn.answer.again || late || lane.isDown()) return result
    if (attempt < limits.attempts) await pause(PAUSE * attempt)
  }
  return result
}

/** Null when it is never its turn. */
async function inTurn<Result>(lane: Lane, task: () => Promise<Result>): Promise<Result | null> {
  try {
    return await lane.run(task)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'TooManyRequests') return null
    throw error
  }
}

async function attemptOnce(runners: FunctionRunners, { registered, event, invocationId, output }: FunctionCall, timeoutMs: number): Promise<Omit<CallResult, 'attempts'> & { answer: Answer }> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new DOMException('The function did not answer in time.', 'TimeoutError')), timeoutMs)
  const given = new AbortController()
  try {
    const answer = await Promise.race([
      runOn(runners, registered, event, { signal: over.signal, timeoutMs, invocationId, output }),
      pause<Answer>(timeoutMs + GRACE, { kind: 'unanswered', cause: 'The function did not answer in time.', again: true }, { signal: given.signal }),
    ])
    return { answer, failure: answer.kind !== 'unanswered' ? null : over.signal.aborted ? 'time' : 'other' }
  } catch (error) {
    return { answer: { kind: 'unanswered', cause: `The runner failed: ${(error as Error).message}`, again: false }, failure: 'other' }
  } finally {
    clearTimeout(timer)
    given.abort()
  }
}

function runOn(runners: FunctionRunners, registered: RegisteredFunction, event: TriggerEvent, call: RunCall): Promise<Answer> {
  const missing: Answer = { kind: 'unanswered', cause: `This server calls no functions of the kind ${registered.kind}.`, again: false }
  switch (registered.kind) {
    case 'lambda': return runners.lambda?.run(registered, event, call) ?? Promise.resolve(missing)
    case 'webhook': return runners.webhook?.run(registered, event, call) ?? Promise.resolve(missing)
    case 'module': return runners.module?.run(registered, event, call) ?? Promise.resolve(missing)
  }
}
