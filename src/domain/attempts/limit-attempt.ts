import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { AttemptStore } from './attempt-store.ts'
import { LIMITS, type LimitedKind } from './limits.ts'

export type LimitAttemptDeps = { attempts: AttemptStore; clock: Clock }

/**
 * Counts a try before its secret is compared, in a statement of its own, so that parallel tries and failed transactions count too.
 * LimitExceeded with `retryAt` once the kind's limit is passed. `subject`: a user id, or a keyed hash of an unknown name.
 */
export const limitAttempt = async (deps: LimitAttemptDeps, kind: LimitedKind, subject: string): Promise<void> => {
  const { limit, window } = LIMITS[kind]
  const now = deps.clock.now()
  const counted = await deps.attempts.countAttempt({ kind, subject, now, window, lockFrom: null, maxLock: 0 })
  if (counted.count <= limit) return
  throw new DomainError('LimitExceeded', 'Attempt limit exceeded, please try after some time.', {
    reason: 'attempt-limit', retryAt: new Date(counted.windowStart.getTime() + window),
  })
}
