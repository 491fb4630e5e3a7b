import type { BrandTarget } from '#src/domain/branding/brand.ts'
import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { BrandDesignStore } from './design.ts'
import { requireTarget, type RequireTargetDeps } from './require-target.ts'

export type RollBackDesignDeps = RequireTargetDeps & { brandDesigns: Pick<BrandDesignStore, 'findState' | 'findVersion' | 'choosePublished'>; clock: Clock }

/**
 * Shows an earlier version again, or with `number` null none of this target's; versions and draft stay. ResourceNotFound for a version that
 * is not kept; ConcurrentModification when something else was published at the same time.
 */
export async function rollBackDesign(deps: RollBackDesignDeps, input: BrandTarget & { number: number | null }): Promise<void> {
  const target = await requireTarget(deps, input)
  const state = await deps.brandDesigns.findState(target)
  const isKept = input.number === null || (await deps.brandDesigns.findVersion(target, input.number)) !== null
  if (state === null || !isKept) throw new DomainError('ResourceNotFound', input.number === null ? 'Nothing was ever published here.' : `There is no version ${input.number}.`)
  await deps.brandDesigns.choosePublished({ ...target, revision: state.revision, at: deps.clock.now() }, input.number)
}
