import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier } from '#src/domain/users/canonical-name.ts'
import { userNames } from '#src/domain/users/user-names.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { ChallengeName } from './challenge.ts'
import { CHALLENGE_STRATEGIES } from './challenges/challenge-strategies.ts'
import type { ChallengeDeps } from './challenges/challenge-strategy.ts'
import { sessionIdOfSecretBlock } from './challenges/password-srp.ts'
import { completeSignIn, type CompleteSignInDeps } from './complete-sign-in.ts'
import type { SignInAttempt, SignInAttemptStore, Wire } from './sign-in-attempt.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { type SignInState, signInStateSchema } from './sign-in-progress.ts'
import { expiredSession, invalidSession } from './sign-in-refusals.ts'

export type AnswerChallengeDeps = ChallengeDeps & CompleteSignInDeps & {
  signInAttempts: SignInAttemptStore
  users: Pick<UserStore, 'findUserById'>
}

export type AnswerChallengeInput = {
  pool: UserPool
  client: AppClient
  wire: Wire
  /** Null only where an old client answers PASSWORD_VERIFIER without one. */
  session: string | null
  challenge: ChallengeName
  /** Cognito's ChallengeResponses; `USERNAME`, if there, must be the user's. */
  responses: Readonly<Record<string, string>>
  clientMetadata?: ClientMetadata | undefined
  /** The person's address as the edge knows it, never as a client says; null when unknown. */
  address?: string | null | undefined
}

/**
 * Answers the challenge of a sign-in under way (Cognito: RespondToAuthChallenge). The record must be this pool's, client's, wire's
 * and user's, and ask for this very challenge. Of racing answers exactly one goes on: the record is taken by a compare-and-set before
 * anything changes. NotAuthorized for an unknown, spent or late session; otherwise as the challenge and the gates refuse.
 */
export const answerChallenge = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput): Promise<SignInOutcome> => {
  const { pool, client, wire, responses } = input
  const { attempt, state, sessionId } = await loadAttempt(deps, input)
  const strategy = CHALLENGE_STRATEGIES[input.challenge]
  if (!strategy) throw invalidSession()
  const user = attempt.userId === null ? null : await loadUser(deps, input, attempt, attempt.userId)
  if (strategy.singleUse) await takeAttempt(deps, attempt)
  const judged = await strategy.judge(deps, {
    pool, client, attempt, state, sessionId, user, responses, wire, address: input.address ?? null,
  })
  if (!strategy.singleUse) await takeAttempt(deps, attempt)
  const changed = judged.change ? await judged.change() : judged.user
  const tokenSource = wire === 'hosted' ? state.tokenSource : (judged.tokenSource ?? state.tokenSource)
  return completeSignIn(deps, {
    pool, client, wire, user: changed, tokenSource,
    flow: state.flow,
    amr: [...new Set([...state.amr, ...judged.amr])],
    eventId: state.eventId,
    clientMetadata: input.clientMetadata,
  })
}

const loadAttempt = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput): Promise<{ attempt: SignInAttempt; state: SignInState; sessionId: string }> => {
  const secretBlock = input.challenge === 'PASSWORD_VERIFIER' ? input.responses['PASSWORD_CLAIM_SECRET_BLOCK'] : undefined
  const sessionId = input.session ?? (secretBlock === undefined ? undefined : sessionIdOfSecretBlock(secretBlock))
  if (!sessionId) throw invalidSession()
  const attempt = await deps.signInAttempts.findAttempt(digestToken(sessionId))
  if (!attempt || attempt.poolId !== input.pool.id || attempt.clientId !== input.client.id) throw invalidSession()
  if (attempt.challenge !== input.challenge || (attempt.wire === 'hosted') !== (input.wire === 'hosted')) throw invalidSession()
  if (attempt.expiresAt <= deps.clock.now()) throw expiredSession()
  return { attempt, state: signInStateSchema.parse(attempt.state), sessionId }
}

/** The attempt's user, unless they were signed out everywhere or got another password since it began. */
const loadUser = async (deps: AnswerChallengeDeps, { pool, responses }: AnswerChallengeInput, attempt: SignInAttempt, userId: string): Promise<User> => {
  const user = await deps.users.findUserById(pool.id, userId)
  if (!user || isAfter(user.tokensValidFrom, attempt.createdAt) || isAfter(user.credential?.setAt, attempt.createdAt)) throw invalidSession()
  const claimed = responses['USERNAME']
  if (claimed !== undefined && !isNameOf(pool, user, claimed)) throw invalidSession()
  return user
}

const takeAttempt = async (deps: AnswerChallengeDeps, attempt: SignInAttempt): Promise<void> => {
  if (!(await deps.signInAttempts.finishAttempt(attempt))) throw invalidSession()
}

const isNameOf = (pool: UserPool, user: User, claimed: string): boolean => {
  const name = canonicalIdentifier(pool, claimed)
  return claimed.toLowerCase() === user.id || claimed === user.username || userNames(pool, user).some((held) => held.name === name)
}

const isAfter = (moment: Date | null | undefined, reference: Date): boolean => moment != null && moment > reference
