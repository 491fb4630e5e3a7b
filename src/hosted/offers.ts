import { poolOfAccountClient } from '#src/domain/app-clients/account-client.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { Authentication } from '#src/domain/sign-in/challenge.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { HostedFlow } from './hosted-flow.ts'
import { termsOffer } from './terms-offer.ts'
import { recoveryCodesOffer } from './recovery-codes-offer.ts'

/** A page that may stand between a sign-in and the application. `isWanted` changes nothing. */
export type Offer = {
  path: string
  isWanted(deps: HostedDeps, context: FlowContext, authentication: Authentication): Promise<boolean>
  /** What the flow remembers for the page: called once, before it is shown. */
  prepare?(deps: HostedDeps, context: FlowContext, authentication: Authentication): Promise<HostedFlow>
}

/** Who is on the way to the account portal finds all of it there, and may have come for just one thing. */
const isPortal = ({ id }: Pick<AppClient, 'id'>): boolean => poolOfAccountClient(id) !== null

/** In the order they are shown, each at most once in a sign-in. */
export const OFFERS: readonly Offer[] = [
  termsOffer,
  {
    path: '/mfa/offer',
    isWanted: async (deps, { pool, client }, { userId, amr }) => !isPortal(client) && (await deps.operations.secondFactorsToOffer({ pool, userId, amr })).length > 0,
  },
  {
    // One question a sign-in is enough; and none to browsers that could do nothing with the answer.
    path: '/passkeys/add',
    isWanted: async (deps, { pool, client, flow, request }, { userId, amr }) =>
      !isPortal(client) && flow.canMakePasskeys === true && (flow.offersShown ?? []).length === 0 && deps.operations.offersPasskey({ pool, userId, amr, origin: request.address.origin }),
  },
  recoveryCodesOffer,
]
