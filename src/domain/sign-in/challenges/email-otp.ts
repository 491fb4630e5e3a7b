import type { ChallengeStrategy } from './challenge-strategy.ts'
import { messageFactorOf, messageMfa } from './message-mfa.ts'
import { oneTimeCode } from './one-time-code.ts'
import { orRecoveryCode } from './recovery-code.ts'

const first = oneTimeCode('EMAIL_OTP', 'email_otp')
const second = orRecoveryCode(messageMfa)

/** EMAIL_OTP, which is one name for two challenges: a first factor all by itself, and a second one. */
export const emailOtp: ChallengeStrategy = {
  singleUse: false,
  judge: (deps, answer) => (messageFactorOf(answer.state.challenge) === null ? first : second).judge(deps, answer),
}
