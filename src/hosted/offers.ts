import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'

/** A page that may stand between a sign-in and the application. `isWanted` changes nothing. */
export type Offer = {
  path: string
  isWanted(deps: HostedDeps, context: FlowContext, authentication: Authentication): Promise<boolean>
}

/** In the order they are shown, each at most once in a sign-in. */
export const OFFERS: readonly Offer[] = [
  {
    path: '/mfa/offer',
    isWanted: async (deps, { pool }, { userId, amr }) => (await deps.operations.secondFactorsToOffer({ pool, userId, amr })).length > 0,
  },
]
