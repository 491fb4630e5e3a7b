import type { KeyedHash } from '#src/crypto/keyed-hash.ts'
import { hours } from '#src/contracts/duration.ts'
import type { Random } from '#src/crypto/random.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { completeSignIn, type CompleteSignInDeps } from '#src/domain/sign-in/complete-sign-in.ts'
import type { SignInOutcome } from '#src/domain/sign-in/sign-in-outcome.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import { readSignUpProof } from './sign-up-proof.ts'

export type SignInAfterSignUpDeps = CompleteSignInDeps & {
  users: Pick<UserStore, 'findUserById'>
  keyedHash: Pick<KeyedHash, 'verify'>
  random: Random
}

/** The password was typed in this browser at sign-up; for this long it counts as shown. */
const COUNTS_FOR = hours(1)

/**
 * Signs in the browser that has just made the account, by the proof it got from signUp: the password it chose a moment ago is not
 * asked again, every gate is (confirmed? enabled? second factor?). NotAuthorized once the account is older than an hour, was
 * signed out, or has another password.
 */
export const signInAfterSignUp = async (deps: SignInAfterSignUpDeps, input: { pool: UserPool; client: AppClient; proof: string }): Promise<SignInOutcome> => {
  const { pool, client, proof } = input
  const userId = readSignUpProof(deps.keyedHash, client, proof)
  const user = userId === null ? null : await deps.users.findUserById(pool.id, userId)
  const age = user === null ? Infinity : deps.clock.now().getTime() - user.createdAt.getTime()
  const untouched = user?.credential != null && user.tokensValidFrom === null && user.credential.setAt <= user.createdAt
  if (user === null || age > COUNTS_FOR || !untouched) throw new DomainError('NotAuthorized', 'Incorrect username or password.', { reason: 'session-expired' })
  await runPreAuthentication(deps, { pool, client }, { user, userName: user.username })
  return completeSignIn(deps, {
    pool, client, user, wire: 'hosted', flow: 'HOSTED_PASSWORD', amr: ['pwd'], tokenSource: 'HostedAuth', eventId: deps.random.uuid(), clientMetadata: undefined,
  })
}
