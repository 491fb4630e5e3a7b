import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { userOfAttempt } from './attempt-user.ts'
import type { ChallengeName } from './challenge.ts'
import type { AttemptOwner } from './open-attempt.ts'
import type { SignInAttempt, SignInAttemptStore, Wire } from './sign-in-attempt.ts'
import { type GivenOrigin, originOf } from './sign-in-origin.ts'
import { type SignInState, signInStateSchema } from './sign-in-progress.ts'
import { expiredSession, invalidSession } from './sign-in-refusals.ts'

export type FindSessionDeps = {
  signInAttempts: Pick<SignInAttemptStore, 'findAttempt'>
  users: Pick<UserStore, 'findUserById'>
  clock: Clock
}

/** Whoever speaks for a sign-in under way. */
export type SessionHolder = GivenOrigin & {
  pool: UserPool
  client: AppClient
  wire: Wire
  session: string
  clientMetadata?: ClientMetadata | undefined
}

/** A sign-in under way: its record, what it keeps, and its user; null where one is pretended. */
export type OpenSession = { attempt: SignInAttempt; state: SignInState; user: User | null }

/**
 * The sign-in of a session, if it is this pool's, client's and wire's, asks for one of these challenges, and its user is as it was when
 * it began. Changes nothing. NotAuthorized for any other, and for one that was not answered in time.
 */
export const findSession = async (deps: FindSessionDeps, { pool, client, wire, session }: SessionHolder, challenges: readonly ChallengeName[]): Promise<OpenSession> => {
  const attempt = await deps.signInAttempts.findAttempt(digestToken(session))
  if (!attempt || attempt.poolId !== pool.id || attempt.clientId !== client.id) throw invalidSession()
  if (!challenges.some((name) => name === attempt.challenge) || (attempt.wire === 'hosted') !== (wire === 'hosted')) throw invalidSession()
  if (attempt.expiresAt <= deps.clock.now()) throw expiredSession()
  return { attempt, state: signInStateSchema.parse(attempt.state), user: await userOfAttempt(deps, pool, attempt) }
}

/** Whose the next record of the sign-in is. NotAuthorized for a record of nobody. */
export const ownerOfSession = (holder: Omit<SessionHolder, 'session'>, { state, user }: Pick<OpenSession, 'state' | 'user'>): AttemptOwner => {
  const { pool, client, wire, clientMetadata } = holder
  const { challenge: _, pretended, ...kept } = state
  const common = { ...kept, pool, client, wire, clientMetadata, from: originOf(holder) }
  if (user) return { ...common, user }
  if (pretended) return { ...common, user: null, pretended }
  throw invalidSession()
}
