import { forgetSecondFactorTries, limitSecondFactor } from '#src/domain/mfa/limit-second-factor.ts'
import { wrongRecoveryCode } from '#src/domain/mfa/mfa-refusals.ts'
import { hashRecoveryCode, readRecoveryCode } from '#src/domain/recovery-codes/recovery-code.ts'
import type { ChallengeName } from '#src/domain/sign-in/challenge.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { type ChallengeAnswer, type ChallengeDeps, type ChallengeStrategy, type Proven, requireResponse } from './challenge-strategy.ts'
import { messageFactorOf } from './message-mfa.ts'

const RESPONSE = 'RECOVERY_CODE'

/**
 * Whether a challenge is a second factor, which a recovery code answers too; `state` is what its record keeps. Not where it sets a factor
 * up: nobody gets around that. EMAIL_OTP is a name for a first factor as well.
 */
export const takesRecoveryCode = (challenge: ChallengeName | 'START', state: unknown): boolean => {
  if (challenge === 'SOFTWARE_TOKEN_MFA' || challenge === 'SELECT_MFA_TYPE') return true
  const sent = messageFactorOf(state)
  return sent !== null && sent.setUp === undefined
}

/** The strategy of a second factor that takes RECOVERY_CODE in place of its own response. */
export const orRecoveryCode = (strategy: ChallengeStrategy): ChallengeStrategy => ({
  singleUse: strategy.singleUse,
  judge: (deps, answer) =>
    answer.responses[RESPONSE] !== undefined && takesRecoveryCode(answer.attempt.challenge, answer.state.challenge) ? judgeRecoveryCode(deps, answer) : strategy.judge(deps, answer),
})

/**
 * A recovery code: once, also of callers at the same time, and counted with the guesses at second factors before it is compared.
 * CodeMismatch for a wrong or spent one, LimitExceeded; the record stays for another try.
 */
const judgeRecoveryCode = async (deps: ChallengeDeps, answer: ChallengeAnswer): Promise<Proven> => {
  const { user } = answer
  if (user === null) throw invalidSession()
  const typed = requireResponse(answer, RESPONSE)
  await limitSecondFactor(deps, user.id)
  const code = readRecoveryCode(typed)
  const hash = code === null ? null : hashRecoveryCode(deps.keyedHash, user, code)
  const codes = await deps.recoveryCodes.findRecoveryCodes(user.id)
  if (hash === null || codes?.hashes.includes(hash) !== true) throw wrongRecoveryCode()
  return {
    user, amr: ['otp', 'mfa'],
    change: async () => {
      if (!(await deps.recoveryCodes.spendRecoveryCode(user.id, hash))) throw wrongRecoveryCode()
      await forgetSecondFactorTries(deps, user.id)
      return user
    },
  }
}
