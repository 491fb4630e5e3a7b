import { z } from 'zod'
import { equalInConstantTime } from '#src/crypto/constant-time.ts'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { buildMessage } from '#src/domain/messages/build-message.ts'
import { type CodeDelivery, deliveryTo } from '#src/domain/messages/mask-destination.ts'
import { wrongFactorCode } from '#src/domain/mfa/mfa-refusals.ts'
import type { AuthenticationMethod } from '#src/domain/sign-in/challenge.ts'
import type { GateDeps } from '#src/domain/sign-in/gates/gate.ts'
import type { AttemptOwner } from '#src/domain/sign-in/open-attempt.ts'
import { placesOfSignIn } from '#src/domain/sign-in/sign-in-origin.ts'
import type { NextChallenge } from '#src/domain/sign-in/sign-in-progress.ts'
import type { TriggerContext } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { pretendDelivery } from '#src/domain/users/pretend-delivery.ts'
import type { User } from '#src/domain/users/user.ts'
import { type ChallengeAnswer, type ChallengeDeps, type ChallengeStrategy, placesOf, type Proven, requireResponse, subjectOf } from './challenge-strategy.ts'

/** Digits of a code that is the first factor all by itself. */
const FIRST_FACTOR_DIGITS = 8

const MEDIA = { EMAIL_OTP: 'email', SMS_OTP: 'phone_number' } as const
export type OneTimeCodeChallenge = keyof typeof MEDIA

/**
 * Sends a code that signs its receiver in (Cognito: passwordless sign-in with one-time passwords); for somebody unknown only says so.
 * It lives and dies with the record that holds its keyed hash. LimitExceeded when too many were sent; refusals of the message trigger.
 */
export const oneTimeCodeChallenge = async (
  deps: GateDeps, owner: AttemptOwner, challenge: OneTimeCodeChallenge,
): Promise<NextChallenge> => {
  const attribute = MEDIA[challenge]
  if (owner.user === null) await limitAttempt(deps, 'sign-in-code-message', owner.pretended.subject)
  else await limitAttempt(deps, 'sign-in-code-message', owner.user.id, { ...placesOfSignIn(deps, owner), userId: owner.user.id })
  const sent = owner.user
    ? await sendCode(deps, owner, owner.user, { attribute, digits: FIRST_FACTOR_DIGITS })
    : { delivery: pretendDelivery(deps.keyedHash, owner.pool, owner.pretended.name, [attribute]), codeHash: null }
  return { challenge, parameters: deliveryParameters(sent.delivery), state: { codeHash: sent.codeHash, contact: owner.user?.attributes[attribute] ?? null } }
}

/** ChallengeParameters that say where a code went. */
export const deliveryParameters = ({ medium, destination }: CodeDelivery): Record<string, string> => ({
  CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: destination,
})

/** Sends a code to a contact of the user and returns the hash that a record may keep. CodeDeliveryFailure, refusals of the message trigger. */
export const sendCode = async (
  deps: GateDeps, context: TriggerContext, user: User, { attribute, digits }: { attribute: 'email' | 'phone_number'; digits: number },
): Promise<{ delivery: CodeDelivery; codeHash: string }> => {
  const value = user.attributes[attribute]
  if (!value) throw new DomainError('InvalidParameter', `The user has no ${attribute}.`, { reason: 'no-contact', field: attribute })
  const code = deps.random.digits(digits)
  const message = await buildMessage(deps, {
    context, user, code, purpose: 'authentication', source: 'CustomMessage_Authentication', contact: { attribute, value },
  })
  await deps.messageSender.send(message)
  return { delivery: deliveryTo(attribute, value), codeHash: hashOf(deps, context.pool, user, code) }
}

/**
 * Judges a code by the hash in the record. The guess is counted first, over all sign-ins of the user: LimitExceeded, CodeMismatch;
 * the record stays for another try. A code that went to a contact which the user no longer has is wrong.
 */
const judgeCode = async (deps: ChallengeDeps, answer: ChallengeAnswer, challenge: OneTimeCodeChallenge, given: string): Promise<User> => {
  const { pool, user, state } = answer
  const subject = await limitAttempt(deps, 'sign-in-code', subjectOf(answer), placesOf(deps, answer))
  const { codeHash, contact } = challengeState.parse(state.challenge)
  if (!user || codeHash === null || user.attributes[MEDIA[challenge]] !== contact || !codeMatches(deps, { pool, user }, given, codeHash)) throw wrongFactorCode()
  await deps.attempts.resetAttempts('sign-in-code', subject)
  return user
}

/** Whether a code is the one whose hash a record keeps, in constant time. */
export const codeMatches = (deps: Pick<GateDeps, 'keyedHash'>, { pool, user }: { pool: UserPool; user: User }, given: string, codeHash: string): boolean =>
  equalInConstantTime(hashOf(deps, pool, user, given), codeHash)

/** EMAIL_OTP or SMS_OTP as a first factor: the code that was sent. */
export const oneTimeCode = (challenge: OneTimeCodeChallenge, method: AuthenticationMethod): ChallengeStrategy => ({
  singleUse: false,
  judge: async (deps, answer): Promise<Proven> => ({ user: await judgeCode(deps, answer, challenge, requireResponse(answer, `${challenge}_CODE`)), amr: [method] }),
})

const challengeState = z.object({ codeHash: z.string().nullable(), contact: z.string().nullable() })

const hashOf = (deps: Pick<GateDeps, 'keyedHash'>, pool: UserPool, user: User, code: string): string => deps.keyedHash.code('sign-in', `${pool.id}/${user.id}`, code)
