import { z } from 'zod'
import { CUSTOM_TRIES } from '#src/domain/attempts/limits.ts'
import { afterCustomAnswer, partyOf } from '#src/domain/sign-in/custom-auth.ts'
import { openForSession } from '#src/domain/sign-in/seal-for-session.ts'
import { attemptsExceeded } from '#src/domain/sign-in/sign-in-refusals.ts'
import { runVerifyAuthChallengeResponse } from '#src/domain/triggers/verify-auth-challenge-response.ts'
import { requireResponse, subjectOf, type ChallengeStrategy } from './challenge-strategy.ts'

const kept = z.record(z.string(), z.string())
const challengeState = z.object({ kept: z.string(), metadata: z.string().nullable() })

/**
 * CUSTOM_CHALLENGE: the pool's function judges the answer, right or wrong, once; what comes of it is for the define function to say.
 * Answers are counted, whatever the functions allow: NotAuthorized beyond that, and trigger refusals.
 */
export const customChallenge: ChallengeStrategy = {
  singleUse: true,
  async judge(deps, answer) {
    const given = requireResponse(answer, 'ANSWER')
    const subject = subjectOf(answer)
    const counted = await deps.attempts.countAttempt({ ...CUSTOM_TRIES, subject, now: deps.clock.now() })
    if (counted.locked) throw attemptsExceeded(counted.lockedUntil)
    const state = challengeState.parse(answer.state.challenge)
    return {
      async goOn(owner) {
        const correct = await runVerifyAuthChallengeResponse(deps, owner, partyOf(owner), {
          kept: kept.parse(JSON.parse(openForSession(deps.keyedHash, answer.sessionId, state.kept))), answer: given,
        })
        const outcome = await afterCustomAnswer(deps, owner, { correct, metadata: state.metadata })
        if (outcome.kind === 'signed-in') await deps.attempts.resetAttempts(CUSTOM_TRIES.kind, subject)
        return outcome
      },
    }
  },
}
