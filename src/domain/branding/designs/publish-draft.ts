import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { BrandDesignStore } from './design.ts'
import { requireTarget, type RequireTargetDeps } from './require-target.ts'

export type PublishDraftDeps = RequireTargetDeps & { brandDesigns: Pick<BrandDesignStore, 'findState' | 'publishDraft'>; clock: Clock }

/**
 * Makes the draft the version that people see, on every instance within a second; returns its number. Of two at once one wins, and the other
 * gets ConcurrentModification, as does who names a `revision` that is no longer the latest. PreconditionNotMet when there is no draft.
 */
export async function publishDraft(deps: PublishDraftDeps, input: BrandTarget & { revision?: number | undefined }): Promise<number> {
  const target = await requireTarget(deps, input)
  const state = await deps.brandDesigns.findState(target)
  if (state?.draft == null) throw new DomainError('PreconditionNotMet', 'There is no draft to publish.')
  return deps.brandDesigns.publishDraft({ ...target, revision: input.revision ?? state.revision, at: deps.clock.now() })
}
