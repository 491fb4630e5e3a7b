import { preferredFactor } from '#src/domain/mfa/active-factors.ts'
import { beginPasskeySignIn } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import { oneTimeCodeChallenge } from '#src/domain/sign-in/challenges/one-time-code.ts'
import type { LevelStep } from '#src/domain/sign-in/level-steps.ts'
import { findStep } from '#src/domain/sign-in/means-of-proof.ts'
import { challengeOfFactor, choiceOf } from '#src/domain/sign-in/second-factor-challenge.ts'
import type { NextChallenge, SignInProgress } from '#src/domain/sign-in/sign-in-progress.ts'
import { levelUnreachable } from '#src/domain/sign-in/wanted-level.ts'
import type { Gate, GateDeps } from './gate.ts'

/**
 * Where a level was asked for, whatever is missing to the first one that the user can reach; nobody sets a factor up here (Cognito:
 * step-up authentication). It stands before the second factor that pool or user demand, so that one factor serves both. InvalidParameter
 * when the user can reach none.
 */
export const wantedLevel: Gate = async (progress, _now, deps) => {
  if (!progress.wanted) return null
  const found = await findStep(deps, progress.wanted.levels, progress)
  if (found === null) throw levelUnreachable()
  return found.step === 'reached' ? null : ask(deps, progress, found.step)
}

const ask = async (deps: GateDeps, progress: SignInProgress, step: LevelStep): Promise<NextChallenge> => {
  switch (step.ask) {
    case 'password': return { challenge: 'PASSWORD', parameters: {}, state: {} }
    case 'code': return oneTimeCodeChallenge(deps, progress, step.code)
    case 'passkey': return passkeyChallenge(deps, progress)
    case 'second': {
      const [only, ...others] = step.factors
      const preferred = preferredFactor(progress.pool, progress.user)
      const chosen = others.length === 0 ? only : step.factors.find((factor) => factor === preferred)
      return chosen === undefined ? choiceOf(progress, step.factors) : challengeOfFactor(deps, progress, chosen)
    }
  }
}

/** The last passkey may have gone since it was found. */
const passkeyChallenge = async (deps: GateDeps, { pool, user }: SignInProgress): Promise<NextChallenge> => {
  const next = await beginPasskeySignIn(deps, { pool, user, username: user.username })
  if (next === null) throw levelUnreachable()
  return next
}
