import { hours, minutes } from '#src/contracts/duration.ts'
import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type LimitAttemptDeps, withinLimit } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { completeSignIn, type CompleteSignInDeps } from '#src/domain/sign-in/complete-sign-in.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { isNameOf } from '#src/domain/users/user-names.ts'
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

export type SignInAfterSignUpInput = { pool: UserPool; client: AppClient; proof: string } & (
  | { wire?: 'hosted' }
  | { wire: 'api' | 'admin'; username: string; clientMetadata?: ClientMetadata | undefined }
)

/**
 * Signs the browser or application in that made the account, right after it was confirmed (Cognito: the Session of SignUp and
 * ConfirmSignUp, which USER_AUTH takes). Once for each account: of racing calls one wins, so that a proof that leaks later opens
 * nothing. Same triggers and gates as every sign-in: UserNotConfirmed among others. NotAuthorized for any other proof, later, or once
 * the account was changed, signed out or has another password: the sign-in page is next then.
 */
export const signInAfterSignUp = async (deps: SignInAfterSignUpDeps, input: SignInAfterSignUpInput): Promise<SignInOutcome> => {
  const { pool, client } = input
  const api = input.wire === 'api' || input.wire === 'admin' ? input : null
  const refused = api ? invalidSession : spent
  const userId = readSignUpProof(deps.keyedHash, client, input.proof)
  const user = userId === null ? null : await deps.users.findUserById(pool.id, userId)
  if (!user || !isFresh(user, deps.clock.now()) || (api && !isNameOf(pool, user, api.username))) throw refused()
  // Not confirmed yet: the gate says so, and the one time is not used up.
  if (user.status !== 'UNCONFIRMED' && !(await withinLimit(deps, 'sign-in-after-sign-up', user.id))) throw refused()
  await runPreAuthentication(deps, { pool, client, clientMetadata: api?.clientMetadata }, { user, userName: user.username })
  return completeSignIn(deps, {
    pool, client, user, eventId: deps.random.uuid(),
    ...(api ? { wire: api.wire, flow: 'USER_AUTH', tokenSource: 'Authentication' } : { wire: 'hosted', flow: 'SIGN_UP_PROOF', tokenSource: 'HostedAuth' }),
    // Without a password it is the code of the confirmation that proved somebody.
    amr: user.credential ? ['pwd'] : [user.attributes['phone_number_verified'] === 'true' ? 'sms' : 'email_otp'],
    deviceKey: null, flowState: {}, clientMetadata: undefined,
  })
}

const isFresh = ({ credential, tokensValidFrom, createdAt, updatedAt }: User, now: Date): boolean => {
  const untouched = (credential === null || credential.setAt <= createdAt) && tokensValidFrom === null
  return untouched && now.getTime() - updatedAt.getTime() <= AFTER_CONFIRMATION && now.getTime() - createdAt.getTime() <= AFTER_SIGN_UP
}

const spent = (): DomainError => new DomainError('NotAuthorized', 'Incorrect username or password.', { reason: 'session-expired' })
