import { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { text } from '#src/domain/constraint.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { FindPoolDeps } from './require-user-pool.ts'
import { requireTaggedPool } from './require-tagged-pool.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type UntagResourceDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

const given = z.object({ TagKeys: z.array(text({ min: 1, max: 128 })) })

/** Removes tags; unknown keys are no error. InvalidParameter, ResourceNotFound, ConcurrentModification (Cognito: UntagResource). */
export const untagResource = async (deps: UntagResourceDeps, request: { ResourceArn: string; TagKeys: string[] }): Promise<void> => {
  const { TagKeys } = parseRequest(given, { TagKeys: request.TagKeys })
  const pool = await requireTaggedPool(deps, request.ResourceArn)
  const UserPoolTags = Object.fromEntries(Object.entries(pool.settings.UserPoolTags).filter(([key]) => !TagKeys.includes(key)))
  await deps.userPools.updatePool({ ...pool, settings: { ...pool.settings, UserPoolTags }, updatedAt: deps.clock.now() })
}
