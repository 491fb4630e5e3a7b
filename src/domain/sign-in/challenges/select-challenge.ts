import { DomainError } from '#src/domain/domain-error.ts'
import { beginFirstFactor } from '#src/domain/sign-in/begin-first-factor.ts'
import { isFirstFactor } from '#src/domain/sign-in/first-factors.ts'
import { requireResponse, type ChallengeStrategy } from './challenge-strategy.ts'
import { judgePassword } from './password.ts'
import { passwordVerifierChallenge } from './password-srp.ts'

/**
 * SELECT_CHALLENGE: one of the first factors that were offered, with what it needs in the same answer where that can be known
 * (Cognito: choice-based sign-in). InvalidParameter for another one; else as the factor refuses. The record stays after a refusal.
 */
export const selectChallenge: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const chosen = requireResponse(answer, 'ANSWER')
    const { available } = answer.state.challenge
    if (!isFirstFactor(chosen) || !Array.isArray(available) || !available.includes(chosen)) {
      throw new DomainError('InvalidParameter', 'The selected challenge is not available.', { field: 'ANSWER' })
    }
    const { PASSWORD: password, SRP_A: srpA } = answer.responses
    if (chosen === 'PASSWORD' && password) return judgePassword(deps, answer, password)
    return { next: (owner) => beginFirstFactor(deps, owner, chosen, { srpA }) }
  },
}

/** PASSWORD_SRP, chosen without the client's public value: it comes now. */
export const passwordSrp: ChallengeStrategy = {
  singleUse: false,
  judge(deps, answer) {
    const srpA = requireResponse(answer, 'SRP_A')
    return Promise.resolve({ next: (owner) => Promise.resolve(passwordVerifierChallenge(deps, owner, srpA)) })
  },
}
