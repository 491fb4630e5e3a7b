import { DomainError } from '#src/domain/domain-error.ts'
import { beginPasskeySignIn, type BeginPasskeySignInDeps } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import { oneTimeCodeChallenge } from './challenges/one-time-code.ts'
import { passwordVerifierChallenge } from './challenges/password-srp.ts'
import type { FirstFactor } from './first-factors.ts'
import type { GateDeps } from './gates/gate.ts'
import type { AttemptOwner } from './open-attempt.ts'
import type { NextChallenge } from './sign-in-progress.ts'

export type BeginFirstFactorDeps = GateDeps & BeginPasskeySignInDeps

/** The challenge of a chosen first factor, with the session it asks for, if it does. InvalidParameter for the SRP_A, LimitExceeded, refusals of the message trigger. */
export const beginFirstFactor = async (
  deps: BeginFirstFactorDeps, owner: AttemptOwner, factor: FirstFactor, given: { srpA: string | undefined },
): Promise<NextChallenge & { session?: string }> => {
  switch (factor) {
    case 'PASSWORD': return { challenge: 'PASSWORD', parameters: {}, state: {} }
    case 'PASSWORD_SRP': return given.srpA === undefined ? { challenge: 'PASSWORD_SRP', parameters: {}, state: {} } : passwordVerifierChallenge(deps, owner, given.srpA)
    case 'EMAIL_OTP':
    case 'SMS_OTP': return oneTimeCodeChallenge(deps, owner, factor)
    case 'WEB_AUTHN': return passkeyChallenge(deps, owner)
  }
}

/** The last passkey may have gone since it was offered: InvalidParameter. */
const passkeyChallenge = async (deps: BeginPasskeySignInDeps, { pool, user, pretended }: AttemptOwner): Promise<NextChallenge> => {
  const next = await beginPasskeySignIn(deps, { pool, user, username: pretended?.name ?? '' })
  if (next === null) throw new DomainError('InvalidParameter', 'The selected challenge is not available.', { field: 'ANSWER' })
  return next
}
