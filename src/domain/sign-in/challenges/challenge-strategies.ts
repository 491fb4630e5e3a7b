import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import type { ChallengeStrategy } from './challenge-strategy.ts'
import { newPasswordRequired } from './new-password-required.ts'
import { passwordVerifier } from './password-srp.ts'

/** Which factor judges which challenge. */
export const CHALLENGE_STRATEGIES: Partial<Record<ChallengeName, ChallengeStrategy>> = {
  PASSWORD_VERIFIER: passwordVerifier,
  NEW_PASSWORD_REQUIRED: newPasswordRequired,
}
