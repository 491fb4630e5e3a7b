import type { Clock } from '#src/domain/clock.ts'
import type { TermsAcceptanceStore } from './terms-acceptance.ts'
import type { ShownTerms } from './terms-to-show.ts'

export type AcceptTermsDeps = { termsAcceptances: Pick<TermsAcceptanceStore, 'acceptTerms'>; clock: Clock }

/** Keeps that a user agreed to what was shown, now. Once for each version. */
export const acceptTerms = (deps: AcceptTermsDeps, { userId, shown }: { userId: string; shown: readonly ShownTerms[] }): Promise<void> => {
  const acceptedAt = deps.clock.now()
  return deps.termsAcceptances.acceptTerms(userId, shown.map(({ id, version, clientId, name, link }) => ({ termsId: id, version, clientId, name, link, acceptedAt })))
}
