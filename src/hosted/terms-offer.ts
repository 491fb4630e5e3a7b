import { documentsOf } from './agreement.ts'
import type { FlowContext } from './hosted-context.ts'
import type { HostedDeps } from './hosted-deps.ts'
import type { Offer } from './offers.ts'

export const ACCEPT_TERMS_PATH = '/acceptTerms'

/** Whether somebody is to be asked because documents have changed (true) or were never agreed to (false); null when there is nothing to ask. */
export const termsChanged = async (deps: HostedDeps, context: FlowContext, userId: string): Promise<boolean | null> => {
  const left = await deps.operations.termsLeftToAccept({ userId, shown: documentsOf(context), acceptance: context.brand.acceptance })
  return left.kind === 'none' ? null : left.kind === 'changed'
}

/** Documents that are newer than what somebody agreed to, or that everybody has to agree to. Before anything else is offered. */
export const termsOffer: Offer = {
  path: ACCEPT_TERMS_PATH,
  isWanted: async (deps, context, { userId }) => (await termsChanged(deps, context, userId)) !== null,
}
