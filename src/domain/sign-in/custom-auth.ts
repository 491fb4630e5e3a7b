import { z } from 'zod'
import { limitAttempt } from '#src/domain/attempts/limit-attempt.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { runCreateAuthChallenge } from '#src/domain/triggers/create-auth-challenge.ts'
import { type ChallengeResult, runDefineAuthChallenge } from '#src/domain/triggers/define-auth-challenge.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientContext } from '#src/domain/triggers/trigger-context.ts'
import type { TriggerName } from '#src/domain/triggers/trigger-runner.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { ChallengeName } from './challenge.ts'
import { passwordVerifierChallenge } from './challenges/password-srp.ts'
import { requirePublicValue } from './challenges/srp-exchange.ts'
import { completeSignIn, type CompleteSignInDeps } from './complete-sign-in.ts'
import { findActivePerson, type FindPersonDeps, nameOfPerson, type Person } from './find-person.ts'
import { secondFactor } from './gates/second-factor.ts'
import { type AttemptOwner, openAttempt } from './open-attempt.ts'
import { missingParameter } from './require-parameter.ts'
import { sealForSession } from './seal-for-session.ts'
import type { Wire } from './sign-in-attempt.ts'
import { placesOfSignIn, type SignInOrigin } from './sign-in-origin.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { SignInProgress, SignInState } from './sign-in-progress.ts'
import { incorrectCredentials } from './sign-in-refusals.ts'
import type { Wanted } from './wanted-level.ts'

export type CustomAuthDeps = CompleteSignInDeps & FindPersonDeps

export type BeginCustomAuthInput = {
  context: ClientContext
  wire: Wire
  username: string
  from: SignInOrigin
  /** Given where the password is to be proven first (CHALLENGE_NAME=SRP_A). */
  srpA: string | null
  deviceKey: string | null
  wanted?: Wanted | null | undefined
}

/** What a custom flow keeps between its steps. */
const flowState = z.object({
  srpA: z.string().nullable(),
  session: z.array(z.object({ challengeName: z.string(), challengeResult: z.boolean(), challengeMetadata: z.string().nullable() })),
  /** The functions said that tokens may be issued: what is asked after that is none of theirs. */
  ended: z.boolean(),
})

/**
 * CUSTOM_AUTH: the pool's functions decide what is asked and when it is enough (Cognito: custom authentication challenge Lambda
 * triggers). Somebody unknown or disabled gets as far as the functions let them, and never to tokens, where existence is hidden.
 * Counted for each person on the pages: LimitExceeded. InvalidUserPoolConfiguration without functions, UserNotFound, NotAuthorized, trigger refusals.
 */
export const beginCustomAuth = async (deps: CustomAuthDeps, input: BeginCustomAuthInput): Promise<SignInOutcome> => {
  const { context, wire, from, srpA, deviceKey, wanted = null } = input
  requireFunction(deps, context.pool, 'DefineAuthChallenge')
  if (srpA !== null) requirePublicValue(srpA)
  const person = await findActivePerson(deps, input)
  if (wire === 'hosted') await limitBeginning(deps, input, person)
  await runPreAuthentication(deps, context, { user: person.user, userName: nameOfPerson(person) })
  const session: ChallengeResult[] = srpA === null ? [] : [{ challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null }]
  return askFunctions(deps, {
    ...person, ...context, wire, from, deviceKey, wanted,
    flow: 'CUSTOM_AUTH', amr: [], tokenSource: wire === 'hosted' ? 'HostedAuth' : 'Authentication', eventId: deps.random.uuid(), flowState: { srpA, session, ended: false },
    // Metadata of the first request is for the triggers before the sign-in alone.
    clientMetadata: undefined,
  }, session)
}

const limitBeginning = (deps: CustomAuthDeps, { context, wire, from, deviceKey }: BeginCustomAuthInput, { user, pretended }: Person): Promise<string> => {
  if (user === null) return limitAttempt(deps, 'custom-sign-in', pretended.subject)
  return limitAttempt(deps, 'custom-sign-in', user.id, { ...placesOfSignIn(deps, { ...context, wire, from, deviceKey }), userId: user.id })
}

/**
 * Goes on after a factor that is ours (password, second factor, new password): the second factor follows the password at once, and
 * then the functions are told; after their last word the gates alone decide.
 */
export const afterProof = async (deps: CompleteSignInDeps, progress: SignInProgress, challenge: ChallengeName): Promise<SignInOutcome> => {
  const { session, ended } = flowState.parse(progress.flowState)
  if (ended) return completeSignIn(deps, progress)
  const next = await secondFactor(progress, deps.clock.now(), deps)
  // Pages take the password as it is; to the functions it is the proof that they asked for.
  const results = [...session, { challengeName: challenge === 'PASSWORD' ? 'PASSWORD_VERIFIER' : challenge, challengeResult: true, challengeMetadata: null }]
  if (next) return openAttempt(deps, withSession(progress, results), next, deps.random.token())
  return askFunctions(deps, progress, results)
}

/** Goes on after an answer to a challenge of the functions, right or wrong. */
export const afterCustomAnswer = (deps: CompleteSignInDeps, owner: AttemptOwner, answer: { correct: boolean; metadata: string | null }): Promise<SignInOutcome> => {
  const { session } = flowState.parse(owner.flowState)
  return askFunctions(deps, owner, [...session, { challengeName: 'CUSTOM_CHALLENGE', challengeResult: answer.correct, challengeMetadata: answer.metadata }])
}

/** Whether the last answer to a challenge of the functions was wrong, where they ask again. */
export const wasAnsweredWrong = ({ flow, flowState: kept }: Pick<SignInState, 'flow' | 'flowState'>): boolean => {
  const last = flow === 'CUSTOM_AUTH' ? flowState.parse(kept).session.at(-1) : undefined
  return last?.challengeName === 'CUSTOM_CHALLENGE' && !last.challengeResult
}

const askFunctions = async (deps: CompleteSignInDeps, owner: AttemptOwner, session: ChallengeResult[]): Promise<SignInOutcome> => {
  const defined = await runDefineAuthChallenge(deps, owner, partyOf(owner), session)
  if (defined.failAuthentication) throw incorrectCredentials()
  const { user } = owner
  if (defined.issueTokens) {
    if (user === null) throw incorrectCredentials()
    return completeSignIn(deps, { ...owner, user, flowState: { ...owner.flowState, session, ended: true } })
  }
  const told = withSession(owner, session)
  switch (defined.challengeName) {
    case 'CUSTOM_CHALLENGE': return putCustomChallenge(deps, told, session)
    case 'PASSWORD_VERIFIER': return putPasswordChallenge(deps, told)
    default: throw new DomainError('InvalidLambdaResponse', 'Unrecognizable lambda output', { reason: 'trigger-response', cause: 'no challenge was named that there is' })
  }
}

const putCustomChallenge = async (deps: CompleteSignInDeps, owner: AttemptOwner, session: ChallengeResult[]): Promise<SignInOutcome> => {
  requireFunction(deps, owner.pool, 'CreateAuthChallenge')
  requireFunction(deps, owner.pool, 'VerifyAuthChallengeResponse')
  const party = partyOf(owner)
  const { shown, kept, metadata } = await runCreateAuthChallenge(deps, owner, party, session)
  const id = deps.random.token()
  return openAttempt(deps, owner, {
    challenge: 'CUSTOM_CHALLENGE',
    parameters: { ...shown, USERNAME: party.userName },
    // Functions keep the answer itself here.
    state: { kept: sealForSession(deps.keyedHash, id, JSON.stringify(kept)), metadata },
  }, id)
}

/** Programs prove the password by SRP; a page asks for it. */
const putPasswordChallenge = (deps: CompleteSignInDeps, owner: AttemptOwner): Promise<SignInOutcome> => {
  const { srpA } = flowState.parse(owner.flowState)
  if (owner.wire === 'hosted') return openAttempt(deps, owner, { challenge: 'PASSWORD', parameters: {}, state: {} }, deps.random.token())
  if (srpA === null) throw missingParameter('SRP_A')
  const { session, ...next } = passwordVerifierChallenge(deps, owner, srpA)
  return openAttempt(deps, owner, next, session)
}

/** Whom the functions are asked about. */
export const partyOf = (owner: Person) => ({ user: owner.user, userName: nameOfPerson(owner) })

const withSession = <T extends Pick<SignInProgress, 'flowState'>>(owner: T, session: readonly ChallengeResult[]): T => ({
  ...owner, flowState: { ...owner.flowState, session },
})

const requireFunction = (deps: CompleteSignInDeps, pool: UserPool, trigger: TriggerName): void => {
  if (deps.triggers.has(pool, trigger)) return
  throw new DomainError('InvalidUserPoolConfiguration', 'Custom auth lambda trigger is not configured for the user pool.', { reason: 'no-custom-auth-trigger' })
}
