import { digestToken } from '#src/crypto/token-digest.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { User } from '#src/domain/users/user.ts'
import { attemptLifetime } from './attempt-lifetime.ts'
import type { SignInAttemptStore } from './sign-in-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { NextChallenge, Pretended, SignInProgress, SignInState } from './sign-in-progress.ts'

export type OpenAttemptDeps = { signInAttempts: Pick<SignInAttemptStore, 'createAttempt'>; clock: Clock }

/** Whose the record is: a user's, or one of nobody's, pretended for a name. */
export type AttemptOwner = Omit<SignInProgress, 'user'> & ({ user: User; pretended?: null } | { user: null; pretended: Pretended })

/** Whose the record is before anybody has said who they are. */
export type NobodyYet = Omit<SignInProgress, 'user'> & { user: null; pretended?: null }

/** Stores the record of a challenge under the digest of its session id; it lives as long as its client and the challenge allow, unless told otherwise. */
export const openAttempt = async (
  deps: OpenAttemptDeps, owner: AttemptOwner | NobodyYet, next: NextChallenge, session: string, lifetime = attemptLifetime(owner, next.challenge),
): Promise<Extract<SignInOutcome, { kind: 'challenge' }>> => {
  const now = deps.clock.now()
  const { flow, eventId, amr, tokenSource, deviceKey, deviceProven = false, flowState, wanted = null } = owner
  const state: SignInState = { flow, eventId, amr, tokenSource, deviceKey, deviceProven, flowState, wanted, pretended: owner.pretended ?? null, challenge: next.state }
  const attempt = {
    idDigest: digestToken(session),
    poolId: owner.pool.id,
    clientId: owner.client.id,
    userId: owner.user?.id ?? null,
    wire: owner.wire,
    challenge: next.challenge,
    state,
    step: 0,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetime),
  }
  await deps.signInAttempts.createAttempt(attempt)
  const { challenge, parameters, available } = next
  return { kind: 'challenge', challenge, parameters, session, attempt, ...(available ? { available } : {}) }
}
