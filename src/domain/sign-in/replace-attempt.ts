import type { Random } from '#src/crypto/random.ts'
import { type AttemptOwner, openAttempt, type OpenAttemptDeps } from './open-attempt.ts'
import type { SignInAttempt, SignInAttemptStore } from './sign-in-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { NextChallenge } from './sign-in-progress.ts'
import { invalidSession } from './sign-in-refusals.ts'

export type ReplaceAttemptDeps = OpenAttemptDeps & {
  signInAttempts: Pick<SignInAttemptStore, 'createAttempt' | 'finishAttempt'>
  random: Pick<Random, 'token'>
}

/**
 * Puts the next challenge in the place of the one that is asked: of racing callers exactly one does, before anything is sent. Where the
 * next one is refused the record stays as it was, unless it was one whose first answer is its last (`taken`). NotAuthorized for the
 * losers; as `next` refuses.
 */
export const replaceAttempt = async (
  deps: ReplaceAttemptDeps, { attempt, taken = false }: { attempt: SignInAttempt; taken?: boolean }, owner: AttemptOwner,
  next: (owner: AttemptOwner) => Promise<NextChallenge & { session?: string }>,
): Promise<Extract<SignInOutcome, { kind: 'challenge' }>> => {
  if (!taken && !(await deps.signInAttempts.finishAttempt(attempt))) throw invalidSession()
  const { session, ...challenge } = await next(owner).catch(async (error: unknown) => {
    if (!taken) await deps.signInAttempts.createAttempt({ ...attempt, step: attempt.step + 1 })
    throw error
  })
  return openAttempt(deps, owner, challenge, session ?? deps.random.token())
}
