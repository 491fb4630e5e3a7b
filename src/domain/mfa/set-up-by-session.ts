import type { Random } from '#src/crypto/random.ts'
import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { type FindClientDeps, requireAppClient } from '#src/domain/app-clients/require-app-client.ts'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { attemptLifetime } from '#src/domain/sign-in/attempt-lifetime.ts'
import { userOfAttempt } from '#src/domain/sign-in/attempt-user.ts'
import { usableFactors } from '#src/domain/sign-in/second-factor-challenge.ts'
import type { SignInAttempt, SignInAttemptStore, Wire } from '#src/domain/sign-in/sign-in-attempt.ts'
import { signInStateSchema } from '#src/domain/sign-in/sign-in-progress.ts'
import { expiredSession, invalidSession } from '#src/domain/sign-in/sign-in-refusals.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { changeUser, type ChangeUserDeps } from '#src/domain/users/change-user.ts'
import type { User } from '#src/domain/users/user.ts'
import { type AssociateSoftwareTokenDeps, requireOffered, savePendingSeed } from './associate-software-token.ts'
import type { SoftwareToken } from './software-token-store.ts'
import { activateSeed, type VerifySoftwareTokenDeps } from './verify-software-token.ts'

export type SetUpBySessionDeps = AssociateSoftwareTokenDeps & VerifySoftwareTokenDeps & ChangeUserDeps & FindClientDeps & {
  signInAttempts: Pick<SignInAttemptStore, 'findAttempt' | 'advanceAttempt'>
  random: Pick<Random, 'bytes' | 'token'>
}

/** The session of MFA_SETUP, and whose it is: those of the API and of pages are not taken for each other. */
export type SetUpSession = { session: string; wire: Wire }

/**
 * AssociateSoftwareToken by the session of MFA_SETUP: a seed, and the session that goes on. Only there, and only while the user has no
 * second factor: no other session, and none that is asked for a factor, gets around one. NotAuthorized, ConcurrentModification,
 * SoftwareTokenMFANotFound.
 */
export const associateBySession = async (deps: SetUpBySessionDeps, input: SetUpSession): Promise<{ secretCode: string; session: string }> => {
  const setUp = await openSetUp(deps, input)
  const secretCode = await savePendingSeed(deps, setUp.user, setUp.token)
  return { secretCode, session: await goOn(deps, setUp, false) }
}

/**
 * VerifySoftwareToken by the same session: the first code takes the authenticator into use and switches it on; the session that goes
 * on answers MFA_SETUP. NotAuthorized, LimitExceeded, EnableSoftwareTokenMFA for a wrong code (the session stays), SoftwareTokenMFANotFound.
 */
export const verifyBySession = async (
  deps: SetUpBySessionDeps, input: SetUpSession & { userCode: string; friendlyName: string | null },
): Promise<{ session: string }> => {
  const setUp = await openSetUp(deps, input)
  const { user, pool } = setUp
  await limitAttempt(deps, 'verify-software-token', user.id)
  await activateSeed(deps, setUp.token, input)
  await changeUser(deps, pool, user, (current) => ({
    ...current, mfa: { ...current.mfa, enabled: [...new Set([...current.mfa.enabled, 'SOFTWARE_TOKEN_MFA' as const])] },
  }))
  await deps.attempts.resetAttempts('verify-software-token', user.id)
  return { session: await goOn(deps, setUp, true) }
}

type SetUp = { attempt: SignInAttempt; pool: UserPool; client: AppClient; user: User; token: SoftwareToken | null }

const openSetUp = async (deps: SetUpBySessionDeps, { session, wire }: SetUpSession): Promise<SetUp> => {
  const attempt = await deps.signInAttempts.findAttempt(digestToken(session))
  if (attempt?.challenge !== 'MFA_SETUP' || (attempt.wire === 'hosted') !== (wire === 'hosted')) throw invalidSession()
  if (attempt.expiresAt <= deps.clock.now()) throw expiredSession()
  const { pool, client } = await requireAppClient(deps, { UserPoolId: attempt.poolId, ClientId: attempt.clientId })
  const user = await userOfAttempt(deps, pool, attempt)
  if (!user?.enabled) throw invalidSession()
  requireOffered(pool)
  const token = await deps.softwareTokens.findSoftwareToken(user.id)
  if (token?.seed || (await usableFactors(deps, { pool, user, amr: signInStateSchema.parse(attempt.state).amr })).length > 0) throw invalidSession()
  return { attempt, pool, client, user, token }
}

/** The next session: of racing callers one goes on. */
const goOn = async (deps: SetUpBySessionDeps, { attempt, client }: SetUp, verified: boolean): Promise<string> => {
  const session = deps.random.token()
  const expiresAt = new Date(deps.clock.now().getTime() + attemptLifetime({ client, wire: attempt.wire }, 'MFA_SETUP'))
  const kept = signInStateSchema.parse(attempt.state)
  const state = { ...kept, challenge: { ...kept.challenge, verified } }
  const advanced = await deps.signInAttempts.advanceAttempt(attempt, {
    newIdDigest: digestToken(session), challenge: 'MFA_SETUP', userId: attempt.userId, state, expiresAt,
  })
  if (!advanced) throw invalidSession()
  return session
}
