import { isDeepStrictEqual } from 'node:util'
import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { BrandDesignStore } from '#src/domain/branding/designs/design.ts'
import { readDesignDocument } from '#src/domain/branding/designs/design-document.ts'
import { publishDraft, type PublishDraftDeps } from '#src/domain/branding/designs/publish-draft.ts'
import { saveDraft, type SaveDraftDeps } from '#src/domain/branding/designs/save-draft.ts'
import { takeInDocument } from '#src/domain/branding/designs/take-in-document.ts'
import type { SeedReport } from './seed-report.ts'

export type SeedBrandingDeps = SaveDraftDeps & PublishDraftDeps & { brandDesigns: BrandDesignStore }

/** Publishes the declared look, unless it is what was published last: a version that somebody went back to stays. */
export const seedBranding = async (deps: SeedBrandingDeps, target: BrandTarget, document: unknown, report: SeedReport): Promise<void> => {
  if (document === undefined) return
  const { design } = await takeInDocument(deps, target.poolId, readDesignDocument(document))
  const [latest] = await deps.brandDesigns.listVersions(target)
  if (latest !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(design)), latest.design)) return
  await saveDraft(deps, { ...target, document })
  await publishDraft(deps, target)
  report[latest === undefined ? 'created' : 'changed'].push(`branding of ${target.clientId ?? target.poolId}`)
}
