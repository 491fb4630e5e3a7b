import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { AttemptStore } from './attempt-store.ts'
import { LIMITS, type LimitedKind } from './limits.ts'
import type { TryPlaces } from './try-places.ts'

export type LimitAttemptDeps = { attempts: AttemptStore; clock: Clock }

/** Counts and says whether the limit still holds: for things that are dropped in silence. */
export const withinLimit = async (deps: LimitAttemptDeps, kind: LimitedKind, subject: string): Promise<boolean> =>
  (await count(deps, kind, subject)).count <= LIMITS[kind].limit

/**
 * Counts a try before its secret is compared, in a statement of its own, so that parallel tries and failed transactions count too.
 * LimitExceeded with `retryAt` once the kind's limit is passed. `subject`: a user id, or a keyed hash of an unknown name; with
 * `places`, where the user is known, one of their own. Returns what it was counted on.
 */
export const limitAttempt = async (deps: LimitAttemptDeps, kind: LimitedKind, subject: string, places: UserPlaces | null = null): Promise<string> => {
  const { limit, window } = LIMITS[kind]
  const counted = await count(deps, kind, subject, places)
  if (counted.count <= limit) return counted.subject
  throw new DomainError('LimitExceeded', 'Attempt limit exceeded, please try after some time.', {
    reason: 'attempt-limit', retryAt: new Date(counted.windowStart.getTime() + window),
  })
}

type UserPlaces = TryPlaces & { userId: string }

const count = (deps: LimitAttemptDeps, kind: LimitedKind, subject: string, places: UserPlaces | null = null) =>
  deps.attempts.countAttempt({ kind, subject, places, now: deps.clock.now(), window: LIMITS[kind].window, lockFrom: null, maxLock: 0 })
