import { decodeBase32 } from '#src/crypto/base32.ts'
import { matchingStep } from '#src/crypto/totp.ts'
import { forgetSecondFactorTries, limitSecondFactor } from '#src/domain/mfa/limit-second-factor.ts'
import { softwareTokenNotFound, usedFactorCode, wrongFactorCode } from '#src/domain/mfa/mfa-refusals.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { type ChallengeStrategy, requireResponse } from './challenge-strategy.ts'

/**
 * SOFTWARE_TOKEN_MFA: the present code of the user's authenticator, one step early or late (RFC 6238 §5.2). The guess is counted
 * first, over all sign-ins of the user; a code is accepted once, also of callers at the same time. CodeMismatch, ExpiredCode (used),
 * LimitExceeded, SoftwareTokenMFANotFound; a wrong code leaves the record for another try.
 */
export const softwareTokenMfa: ChallengeStrategy = {
  singleUse: false,
  async judge(deps, answer) {
    const { user } = answer
    if (user === null) throw invalidSession()
    const code = requireResponse(answer, 'SOFTWARE_TOKEN_MFA_CODE')
    await limitSecondFactor(deps, user.id)
    const token = await deps.softwareTokens.findSoftwareToken(user.id)
    if (!token?.seed) throw softwareTokenNotFound()
    const now = deps.clock.now()
    const step = matchingStep(decodeBase32(token.seed), code, now)
    if (step === null) throw wrongFactorCode('app-code-mismatch')
    if (token.lastStep !== null && step <= token.lastStep) throw usedFactorCode()
    return {
      user, amr: ['otp', 'mfa'],
      change: async () => {
        if (!(await deps.softwareTokens.spendStep(token, step, now))) throw usedFactorCode()
        await forgetSecondFactorTries(deps, user.id)
        return user
      },
    }
  },
}
