import { digestToken } from '#src/crypto/token-digest.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { requireNamedDevice } from '#src/domain/devices/find-named-device.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { canonicalIdentifier } from '#src/domain/users/canonical-name.ts'
import { isNameOf } from '#src/domain/users/user-names.ts'
import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import { recordWrongAnswer } from './record-sign-in.ts'
import type { ChallengeName } from './challenge.ts'
import { CHALLENGE_STRATEGIES } from './challenges/challenge-strategies.ts'
import type { ChallengeDeps, Proven } from './challenges/challenge-strategy.ts'
import { sessionIdOfSecretBlock } from './challenges/srp-exchange.ts'
import { completeSignIn, settleTry } from './complete-sign-in.ts'
import { afterProof } from './custom-auth.ts'
import { requireUnchanged } from './attempt-user.ts'
import { findSession, ownerOfSession, type OpenSession } from './find-session.ts'
import type { AttemptOwner } from './open-attempt.ts'
import { replaceAttempt } from './replace-attempt.ts'
import type { SignInAttempt, SignInAttemptStore, Wire } from './sign-in-attempt.ts'
import { type GivenOrigin, originOf } from './sign-in-origin.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { type SignInState, signInStateSchema } from './sign-in-progress.ts'
import { invalidSession } from './sign-in-refusals.ts'

export type AnswerChallengeDeps = ChallengeDeps & {
  signInAttempts: SignInAttemptStore
  users: Pick<UserStore, 'findUserById'>
}

export type AnswerChallengeInput = GivenOrigin & {
  pool: UserPool
  client: AppClient
  wire: Wire
  /** Null only where an old client answers PASSWORD_VERIFIER without one. */
  session: string | null
  challenge: ChallengeName
  /** Cognito's ChallengeResponses; `USERNAME`, if there, must be the user's. */
  responses: Readonly<Record<string, string>>
  clientMetadata?: ClientMetadata | undefined
  /** The caller issues tokens for the outcome at once, and hands on what is to be settled with them. */
  tokensFollow?: boolean
}

type Loaded = OpenSession & { sessionId: string }

/**
 * Answers the challenge of a sign-in under way (Cognito: RespondToAuthChallenge). The record must be this pool's, client's, wire's
 * and user's, and ask for this very challenge. Of racing answers exactly one goes on: the record is taken by a compare-and-set before
 * anything changes. NotAuthorized for an unknown, spent or late session; otherwise as the challenge and the gates refuse.
 */
export const answerChallenge = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput): Promise<SignInOutcome> => {
  const { pool, client, wire, responses, clientMetadata } = input
  const strategy = CHALLENGE_STRATEGIES[input.challenge]
  if (!strategy) throw invalidSession()
  const loaded = await (strategy.singleUse ? takeAtOnce(deps, input) : loadAttempt(deps, input))
  const judged = await strategy.judge(deps, { ...loaded, pool, client, responses, wire, clientMetadata, from: originOf(input), deviceKey: deviceKeyOf(input, loaded.state) }).catch((error: unknown) => {
    recordWrongAnswer(deps, { user: loaded.user, client, challenge: input.challenge, error })
    throw error
  })
  if ('next' in judged) return replaceAttempt(deps, { attempt: loaded.attempt, taken: strategy.singleUse }, ownerOf(input, loaded), judged.next)
  if (!strategy.singleUse) await takeAttempt(deps, loaded.attempt)
  return 'user' in judged ? proceed(deps, input, loaded, judged) : judged.goOn(ownerOf(input, loaded))
}

/** A proven factor: back to the functions of a custom flow, to the gates in every other. */
const proceed = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput, loaded: Loaded, proven: Proven): Promise<SignInOutcome> => {
  // A passkey may be the first to say whose sign-in it is.
  const owner = ownerOf(input, { ...loaded, user: proven.user })
  const progress = {
    ...owner,
    user: proven.change ? await proven.change() : proven.user,
    amr: [...new Set([...owner.amr, ...proven.amr])],
    tokenSource: input.wire === 'hosted' ? owner.tokenSource : (proven.tokenSource ?? owner.tokenSource),
    deviceProven: loaded.state.deviceProven || proven.deviceProven === true,
  }
  if (progress.flow !== 'CUSTOM_AUTH') return completeSignIn(deps, progress, { settles: proven.settles, tokensFollow: input.tokensFollow })
  if (proven.settles) await settleTry(deps, proven.settles)
  return afterProof(deps, progress, input.challenge)
}

const ownerOf = (input: AnswerChallengeInput, loaded: Loaded): AttemptOwner => ({ ...ownerOfSession(input, loaded), deviceKey: deviceKeyOf(input, loaded.state) })

/**
 * The device that the client says it is. With a password's proof it is named again or not at all: clients leave it out when they were
 * told that it does not exist.
 */
const deviceKeyOf = ({ challenge, responses }: AnswerChallengeInput, { deviceKey, deviceProven }: SignInState): string | null => {
  if (deviceProven) return deviceKey
  return responses['DEVICE_KEY'] ?? (challenge === 'PASSWORD_VERIFIER' ? null : deviceKey)
}

/** Takes the record whose first answer is its last; in one statement, unless the client names a device: an unknown one costs no session. */
const takeAtOnce = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput): Promise<Loaded> => {
  const { pool, client, challenge, wire, responses } = input
  const sessionId = sessionIdOf(input)
  const taken = responses['DEVICE_KEY'] !== undefined ? null : await deps.signInAttempts.takeAttempt({
    idDigest: digestToken(sessionId), poolId: pool.id, clientId: client.id, challenge, onPages: wire === 'hosted', now: deps.clock.now(),
  })
  if (taken) return checked(input, sessionId, taken.attempt, requireUnchanged(taken.attempt, taken.user))
  // To say what is wrong with it, or to ask for the device first.
  const loaded = await loadAttempt(deps, input)
  await takeAttempt(deps, loaded.attempt)
  return loaded
}

const loadAttempt = async (deps: AnswerChallengeDeps, input: AnswerChallengeInput): Promise<Loaded> => {
  const sessionId = sessionIdOf(input)
  const { attempt, user } = await findSession(deps, { ...input, session: sessionId }, [input.challenge])
  const loaded = checked(input, sessionId, attempt, user)
  await requireNamedDevice(deps, input.pool, loaded.user, input.responses['DEVICE_KEY'])
  return loaded
}

const checked = (input: AnswerChallengeInput, sessionId: string, attempt: SignInAttempt, user: User | null): Loaded => {
  const state = signInStateSchema.parse(attempt.state)
  const claimed = input.responses['USERNAME']
  if (claimed !== undefined && !isClaimedBy(input.pool, user, state.pretended, claimed)) throw invalidSession()
  return { attempt, state, sessionId, user }
}

const sessionIdOf = ({ challenge, session, responses }: AnswerChallengeInput): string => {
  const secretBlock = challenge === 'PASSWORD_VERIFIER' ? responses['PASSWORD_CLAIM_SECRET_BLOCK'] : undefined
  const sessionId = session ?? (secretBlock === undefined ? undefined : sessionIdOfSecretBlock(secretBlock))
  if (!sessionId) throw invalidSession()
  return sessionId
}

const takeAttempt = async (deps: AnswerChallengeDeps, attempt: SignInAttempt): Promise<void> => {
  if (!(await deps.signInAttempts.finishAttempt(attempt))) throw invalidSession()
}

const isClaimedBy = (pool: UserPool, user: User | null, pretended: SignInState['pretended'], claimed: string): boolean => {
  if (user) return isNameOf(pool, user, claimed)
  return claimed === pretended?.username || canonicalIdentifier(pool, claimed) === pretended?.name
}
