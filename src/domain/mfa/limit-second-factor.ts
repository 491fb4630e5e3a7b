import type { AttemptStore } from '#src/domain/attempts/attempt-store.ts'
import { SECOND_FACTOR_TRIES } from '#src/domain/attempts/limits.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'

export type LimitSecondFactorDeps = { attempts: Pick<AttemptStore, 'countAttempt' | 'resetAttempts'>; clock: Clock }

/**
 * Counts a try at a user's second factor before it is compared, over all factors, sessions and wires; LimitExceeded while it is
 * locked. After a right answer `forgetSecondFactorTries` ends the count.
 */
export const limitSecondFactor = async (deps: LimitSecondFactorDeps, userId: string): Promise<void> => {
  const { locked, lockedUntil } = await deps.attempts.countAttempt({ ...SECOND_FACTOR_TRIES, subject: userId, now: deps.clock.now() })
  if (!locked) return
  throw new DomainError('LimitExceeded', 'Attempt limit exceeded, please try after some time.', {
    reason: 'second-factor-limit', ...(lockedUntil ? { retryAt: lockedUntil } : {}),
  })
}

/** After a right answer. */
export const forgetSecondFactorTries = (deps: Pick<LimitSecondFactorDeps, 'attempts'>, userId: string): Promise<void> =>
  deps.attempts.resetAttempts(SECOND_FACTOR_TRIES.kind, userId)
