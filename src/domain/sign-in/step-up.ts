import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import { runPreAuthentication } from '#src/domain/triggers/pre-authentication.ts'
import type { ClientMetadata } from '#src/domain/triggers/trigger-context.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { User } from '#src/domain/users/user.ts'
import type { AcrLevel } from './acr.ts'
import type { AuthenticationMethod } from './challenge.ts'
import { completeSignIn, type CompleteSignInDeps } from './complete-sign-in.ts'
import { needsSecondFactor } from './gates/second-factor.ts'
import { findStep } from './means-of-proof.ts'
import { usableFactors } from './second-factor-challenge.ts'
import type { Wire } from './sign-in-attempt.ts'
import { type GivenOrigin, originOf } from './sign-in-origin.ts'
import type { SignInOutcome } from './sign-in-outcome.ts'
import { authenticationMethod } from './sign-in-progress.ts'
import { levelReached, levelUnreachable } from './wanted-level.ts'

export type StepUpDeps = CompleteSignInDeps

export type StepUpInput = GivenOrigin & {
  pool: UserPool
  client: AppClient
  wire: Wire
  user: User
  /** In the order of preference. */
  levels: readonly AcrLevel[]
  /** The sign-in that goes on. `session`: the browser session that it lives in, if it does. */
  credit: { amr: readonly string[]; provenAt: Date; session: string | null }
  clientMetadata?: ClientMetadata | undefined
}

/**
 * Takes somebody who is signed in to a higher level by what is missing alone (Cognito: step-up authentication). The outcome
 * carries the age of the first proof. Null when the earlier sign-in is worth nothing here, since a second factor
 * would have to be set up: that takes a sign-in from the beginning. InvalidParameter when no level can be reached (`level-unreachable`)
 * or nothing is missing (`level-reached`); refusals of the gates and triggers.
 */
export const stepUp = async (deps: StepUpDeps, input: StepUpInput): Promise<SignInOutcome | null> => {
  const { pool, client, wire, user, levels, credit, clientMetadata } = input
  const proven = { pool, user, amr: credit.amr.filter(isMethod) }
  if (proven.amr.length === 0) return null
  const found = await findStep(deps, levels, proven)
  if (found === null) throw levelUnreachable()
  const needsMore = needsSecondFactor(proven)
  if (found.step === 'reached' && !needsMore) throw levelReached()
  if (needsMore && (await usableFactors(deps, proven)).length === 0) return null
  await runPreAuthentication(deps, { pool, client, clientMetadata }, { user, userName: user.username })
  return completeSignIn(deps, {
    ...proven, client, wire, from: originOf(input), deviceKey: null, flowState: {}, flow: 'USER_AUTH', eventId: deps.random.uuid(),
    tokenSource: wire === 'hosted' ? 'HostedAuth' : 'Authentication',
    wanted: { levels: [...levels], credit: { provenAt: credit.provenAt.getTime(), session: credit.session } },
    // Metadata of the first request is for the triggers before the sign-in alone.
    clientMetadata: undefined,
  })
}

const isMethod = (method: string): method is AuthenticationMethod => authenticationMethod.safeParse(method).success
