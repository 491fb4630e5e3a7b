import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { BrandDesignStore } from './design.ts'
import { readDesignDocument } from './design-document.ts'
import { describeNotes } from './describe-notes.ts'
import { requireTarget, type RequireTargetDeps } from './require-target.ts'
import { takeInDocument, type TakeInDeps } from './take-in-document.ts'

export type SaveDraftDeps = RequireTargetDeps & TakeInDeps & { brandDesigns: Pick<BrandDesignStore, 'findState' | 'saveDraft'>; clock: Clock }

/**
 * Keeps a design document as the draft of a target, in place of the one before; nobody sees it yet. `notes` say what of it is shown otherwise.
 * InvalidParameter for a document that cannot be used; ConcurrentModification when the target was changed since `revision` (by default: since
 * this call began).
 */
export async function saveDraft(deps: SaveDraftDeps, input: BrandTarget & { document: unknown; revision?: number | undefined }): Promise<{ revision: number; notes: string[] }> {
  const target = await requireTarget(deps, input)
  const revision = input.revision ?? (await deps.brandDesigns.findState(target))?.revision ?? 0
  const { design, files } = await takeInDocument(deps, target.poolId, readDesignDocument(input.document))
  const notes = await describeNotes(design)
  return { revision: await deps.brandDesigns.saveDraft({ ...target, revision, at: deps.clock.now() }, design, files), notes }
}
