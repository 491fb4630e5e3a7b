import type { Acceptance } from '#src/domain/branding/brand.ts'
import type { TermsAcceptanceStore } from './terms-acceptance.ts'
import type { ShownTerms } from './terms-to-show.ts'

export type TermsLeftDeps = { termsAcceptances: Pick<TermsAcceptanceStore, 'acceptancesOfUser'> }

/** `changed`: the user agreed to an older version of one of them. */
export type TermsLeft = { kind: 'none' } | { kind: 'changed' } | { kind: 'never' }

/**
 * Whether a user is to be asked about documents at a sign-in: about newer versions of what they agreed to, and, where everybody has to
 * agree, about what they never agreed to. One statement, and none where there is nothing to ask about.
 */
export const termsLeftToAccept = async (
  { termsAcceptances }: TermsLeftDeps, { userId, shown, acceptance }: { userId: string; shown: readonly ShownTerms[]; acceptance: Acceptance },
): Promise<TermsLeft> => {
  if (acceptance === 'none' || shown.length === 0) return { kind: 'none' }
  const accepted = await termsAcceptances.acceptancesOfUser(userId)
  const newestOf = ({ id }: ShownTerms): number => Math.max(0, ...accepted.filter(({ termsId }) => termsId === id).map(({ version }) => version))
  const open = shown.filter((document) => newestOf(document) < document.version)
  if (open.some((document) => newestOf(document) > 0)) return { kind: 'changed' }
  return open.length > 0 && acceptance === 'required' ? { kind: 'never' } : { kind: 'none' }
}
