import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { InvocationOutcome } from '#src/domain/triggers/trigger-invocation.ts'
import type { Failure } from './call-function.ts'

const LONGEST_MESSAGE = 500

/**
 * What the caller of a trigger is refused with, in Cognito's words: UserLambdaValidation with the function's own message,
 * InvalidLambdaResponse, or UnexpectedLambda, whose message says nothing about this installation.
 */
export function refusalOf(trigger: TriggerName, { outcome, error, failure }: { outcome: InvocationOutcome; error: string | null; failure: Failure | null }): DomainError {
  switch (outcome) {
    case 'threw': return new DomainError('UserLambdaValidation', `${trigger} failed with error ${sayable(error ?? '')}.`, { reason: 'trigger-refused' })
    case 'answered':
    case 'unreadable': return new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response', cause: error })
    case 'unanswered':
    case 'not-called':
      return new DomainError('UnexpectedLambda', `${trigger} ${UNAVAILABLE[failure ?? 'other']}.`, { reason: 'trigger-unavailable', cause: error })
  }
}

const UNAVAILABLE: Record<Failure, string> = {
  time: 'failed with error Socket timeout while invoking Lambda function',
  unknown: 'invocation failed due to error ResourceNotFoundException',
  busy: 'invocation failed due to error TooManyRequestsException',
  other: 'invocation failed due to error ServiceException',
}

/** One line of a sane length: a function's words are shown to people and stand in redirects. */
function sayable(message: string): string {
  const line = message.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').toWellFormed().trim()
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1).toWellFormed().trimEnd()}…` : line
}
