import { seconds } from '#src/contracts/duration.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { messageFactorOf, messageChallenge } from './challenges/message-mfa.ts'
import { oneTimeCodeChallenge } from './challenges/one-time-code.ts'
import { findSession, type FindSessionDeps, ownerOfSession, type SessionHolder } from './find-session.ts'
import type { GateDeps } from './gates/gate.ts'
import { replaceAttempt, type ReplaceAttemptDeps } from './replace-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { invalidSession } from './sign-in-refusals.ts'

export type ResendCodeDeps = GateDeps & FindSessionDeps & ReplaceAttemptDeps

/** How long a message is given to arrive before another may be asked for, in milliseconds. */
export const BETWEEN_CODES = seconds(30)

/**
 * Sends another code for the challenge that a sign-in asks for, first or second factor; the code before is worth nothing then. Not
 * within 30 seconds, and not more often in an hour than any codes: LimitExceeded with `retryAt`. NotAuthorized, CodeDeliveryFailure,
 * refusals of the message trigger; the record stays then.
 */
export const resendCode = async (deps: ResendCodeDeps, holder: SessionHolder): Promise<Extract<SignInOutcome, { kind: 'challenge' }>> => {
  const open = await findSession(deps, holder, ['SMS_MFA', 'EMAIL_OTP', 'SMS_OTP'])
  const { attempt, state, user } = open
  const retryAt = new Date(attempt.createdAt.getTime() + BETWEEN_CODES)
  if (retryAt > deps.clock.now()) throw new DomainError('LimitExceeded', 'Attempt limit exceeded, please try after some time.', { reason: 'resend-too-soon', retryAt })
  const second = messageFactorOf(state.challenge)
  return replaceAttempt(deps, { attempt }, ownerOfSession(holder, open), async (owner) => {
    if (second === null) return oneTimeCodeChallenge(deps, owner, attempt.challenge === 'SMS_OTP' ? 'SMS_OTP' : 'EMAIL_OTP')
    if (user === null) throw invalidSession()
    return messageChallenge(deps, { ...owner, user }, second.factor, second.setUp)
  })
}
