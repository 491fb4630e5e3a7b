import { hasUsablePasskey } from '#src/domain/passkeys/begin-passkey-sign-in.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientContext } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { beginFirstFactor, type BeginFirstFactorDeps } from './begin-first-factor.ts'
import { completePasswordSignIn, type CompletePasswordSignInDeps } from './complete-password-sign-in.ts'
import { findActivePerson, type FindPersonDeps, nameOfPerson, type Person } from './find-person.ts'
import { allowsFirstFactor, type FirstFactor, firstFactorsOf, isFirstFactor, pretendedFactors } from './first-factors.ts'
import { factorsLeadingTo } from './level-steps.ts'
import { openAttempt } from './open-attempt.ts'
import type { Wire } from './sign-in-attempt.ts'
import type { SignInOrigin } from './sign-in-origin.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import type { Wanted } from './wanted-level.ts'

export type BeginUserAuthDeps = CompletePasswordSignInDeps & FindPersonDeps & BeginFirstFactorDeps

export type BeginUserAuthInput = {
  context: ClientContext
  wire: Wire
  username: string
  from: SignInOrigin
  deviceKey: string | null
  /** PREFERRED_CHALLENGE, as given; one that is not available leads to the choice. */
  preferred: string | undefined
  password: string | undefined
  srpA: string | undefined
  wanted?: Wanted | null | undefined
  tokensFollow: boolean | undefined
}

/**
 * USER_AUTH: the person chooses the first factor (Cognito: choice-based sign-in). Goes straight to the preferred one if it is
 * available, with a password to the end; else to SELECT_CHALLENGE. Somebody unknown is offered what a user might be where existence
 * is hidden. NotAuthorized, UserNotFound, InvalidParameter, LimitExceeded, TooManyRequests, trigger refusals.
 */
export const beginUserAuth = async (deps: BeginUserAuthDeps, input: BeginUserAuthInput): Promise<SignInOutcome> => {
  const { context, wire, username, from, deviceKey, preferred, password, wanted = null } = input
  const common = {
    ...context, wire, from, deviceKey, wanted,
    flow: 'USER_AUTH', tokenSource: wire === 'hosted' ? 'HostedAuth' : 'Authentication', eventId: deps.random.uuid(), flowState: {},
    // Metadata of the first request is for the triggers before the sign-in alone.
    clientMetadata: undefined,
  } as const
  if (preferred === 'PASSWORD' && password && allowsFirstFactor(context.pool, 'PASSWORD')) {
    return completePasswordSignIn(deps, { context, wire, username, password, from, deviceKey }, common, input.tokensFollow)
  }
  const person = await findActivePerson(deps, input)
  await runPreAuthentication(deps, context, { user: person.user, userName: nameOfPerson(person) })
  const owner = { ...common, ...person, amr: [] }
  const available = factorsLeadingTo(wanted?.levels, await factorsOf(deps, context.pool, person))
  if (isFirstFactor(preferred) && available.includes(preferred)) {
    const { session, ...next } = await beginFirstFactor(deps, owner, preferred, { srpA: input.srpA })
    return openAttempt(deps, owner, { ...next, available }, session ?? deps.random.token())
  }
  return openAttempt(deps, owner, { challenge: 'SELECT_CHALLENGE', parameters: {}, available, state: { available } }, deps.random.token())
}

/** What the person is offered; somebody unknown the same for all spellings of a name. */
const factorsOf = async (deps: BeginUserAuthDeps, pool: UserPool, { user, pretended }: Person): Promise<FirstFactor[]> => {
  const hasPasskey = await hasUsablePasskey(deps, { pool, user })
  if (user) return firstFactorsOf(pool, user, hasPasskey)
  const looks = deps.keyedHash.sign('decoy-factors', `${pool.id} ${pretended.name}`)
  return pretendedFactors(pool, Buffer.from(looks, 'base64url'), hasPasskey)
}
