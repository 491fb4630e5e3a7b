import { DomainError } from '#src/domain/domain-error.ts'
import { challengeOfFactor, usableFactors } from '#src/domain/sign-in/second-factor-challenge.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'

/**
 * SELECT_MFA_TYPE: one of the user's second factors, which is asked for next. Another word for e-mail is taken too, since both are
 * documented. InvalidParameter for any other; the record stays then.
 */
export const selectMfaType: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { user, pool, state } = answer
    if (user === null) throw invalidSession()
    const given = requireResponse(answer, 'ANSWER')
    const wanted = given === 'EMAIL_MFA' ? 'EMAIL_OTP' : given
    const chosen = (await usableFactors(deps, { pool, user, amr: state.amr })).find((factor) => factor === wanted)
    if (chosen === undefined) throw new DomainError('InvalidParameter', 'The selected MFA type is not available.', { reason: 'mfa-type', field: 'ANSWER' })
    return { next: (owner) => challengeOfFactor(deps, { ...owner, user }, chosen) }
  },
}
