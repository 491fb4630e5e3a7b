import type { ChallengeStrategy } from './challenge-strategy.ts'
import { isMessageFactor, messageMfa } from './message-mfa.ts'
import { oneTimeCode } from './one-time-code.ts'

const first = oneTimeCode('EMAIL_OTP', 'email_otp')

/** EMAIL_OTP, which is one name for two challenges: a first factor all by itself, and a second one. */
export const emailOtp: ChallengeStrategy = {
  singleUse: false,
  judge: (deps, answer) => (isMessageFactor(answer.state.challenge) ? messageMfa : first).judge(deps, answer),
}
