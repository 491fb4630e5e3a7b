import { hours, minutes } from '#src/contracts/duration.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type LimitAttemptDeps, withinLimit } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { completeSignIn, type CompleteSignInDeps } from '#src/domain/sign-in/complete-sign-in.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { readSignUpProof } from './sign-up-proof.ts'

export type SignInAfterSignUpDeps = CompleteSignInDeps & LimitAttemptDeps & {
  users: Pick<UserStore, 'findUserById'>
  random: Pick<Random, 'token' | 'uuid'>
  keyedHash: Pick<KeyedHash, 'verify'>
}

/** How long after the confirmation, and how long after the sign-up at most. */
const AFTER_CONFIRMATION = minutes(3)
const AFTER_SIGN_UP = hours(24)

/**
 * Signs the browser in that made the account and chose its password, right after it was confirmed (Cognito: the Session of
 * ConfirmSignUp). Once for each account: of racing calls one wins, so that a proof that leaks later opens nothing. Same triggers and
 * gates as every sign-in: UserNotConfirmed among others. NotAuthorized for any other proof, later, or once the account was changed,
 * signed out or has another password: the sign-in page is next then.
 */
export const signInAfterSignUp = async (deps: SignInAfterSignUpDeps, input: { pool: UserPool; client: AppClient; proof: string }): Promise<SignInOutcome> => {
  const { pool, client } = input
  const userId = readSignUpProof(deps.keyedHash, client, input.proof)
  const user = userId === null ? null : await deps.users.findUserById(pool.id, userId)
  if (!user || !isFresh(user, deps.clock.now())) throw spent()
  // Not confirmed yet: the gate says so, and the one time is not used up.
  if (user.status !== 'UNCONFIRMED' && !(await withinLimit(deps, 'sign-in-after-sign-up', user.id))) throw spent()
  await runPreAuthentication(deps, { pool, client }, { user, userName: user.username })
  return completeSignIn(deps, {
    pool, client, wire: 'hosted', user, flow: 'SIGN_UP_PROOF', amr: ['pwd'], tokenSource: 'HostedAuth', eventId: deps.random.uuid(),
    deviceKey: null, flowState: {}, clientMetadata: undefined,
  })
}

const isFresh = ({ credential, tokensValidFrom, createdAt, updatedAt }: User, now: Date): boolean => {
  const untouched = credential !== null && credential.setAt <= createdAt && tokensValidFrom === null
  return untouched && now.getTime() - updatedAt.getTime() <= AFTER_CONFIRMATION && now.getTime() - createdAt.getTime() <= AFTER_SIGN_UP
}

const spent = (): DomainError => new DomainError('NotAuthorized', 'Incorrect username or password.', { reason: 'session-expired' })
