import { messageFactorOf } from './challenges/message-mfa.ts'
import { findSession, type FindSessionDeps, ownerOfSession, type SessionHolder } from './find-session.ts'
import type { GateDeps } from './gates/gate.ts'
import { replaceAttempt, type ReplaceAttemptDeps } from './replace-attempt.ts'
import { choiceOfFactors, setUpChallenge } from './second-factor-challenge.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { invalidSession } from './sign-in-refusals.ts'

export type ChooseAnotherFactorDeps = GateDeps & FindSessionDeps & ReplaceAttemptDeps

/**
 * Leads from a second factor that is asked for to the choice among all that the user has (SELECT_MFA_TYPE), and from the proof of a new
 * address back to what can be set up (MFA_SETUP). Proves nothing and lengthens no list: what may be chosen is what could have been asked
 * for in the first place. NotAuthorized for a session that asks for no second factor.
 */
export const chooseAnotherFactor = async (deps: ChooseAnotherFactorDeps, holder: SessionHolder): Promise<Extract<SignInOutcome, { kind: 'challenge' }>> => {
  const open = await findSession(deps, holder, ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP', 'SELECT_MFA_TYPE'])
  const { attempt, state, user } = open
  const sent = messageFactorOf(state.challenge)
  if (user === null || (attempt.challenge === 'EMAIL_OTP' && sent === null)) throw invalidSession()
  return replaceAttempt(deps, { attempt }, ownerOfSession(holder, open), async (owner) => {
    const progress = { ...owner, user }
    return sent?.setUp === undefined ? choiceOfFactors(deps, progress) : setUpChallenge(progress)
  })
}
