import type { AppClientStore } from '#src/domain/app-clients/app-client-store.ts'
import type { TermsAcceptance, TermsAcceptanceStore } from './terms-acceptance.ts'

export type ListAgreementsDeps = { termsAcceptances: Pick<TermsAcceptanceStore, 'acceptancesOfUser'>; appClients: Pick<AppClientStore, 'findClient'> }
export type NamedAcceptance = TermsAcceptance & { application: string }

/** What a user agreed to, the newest first, with the applications' names; an application that is gone is named by its id. */
export const listAgreements = async (deps: ListAgreementsDeps, { user }: { user: { id: string } }): Promise<NamedAcceptance[]> => {
  const accepted = await deps.termsAcceptances.acceptancesOfUser(user.id)
  return Promise.all(accepted.map(async (acceptance) => ({ ...acceptance, application: (await deps.appClients.findClient(acceptance.clientId))?.name ?? acceptance.clientId })))
}
