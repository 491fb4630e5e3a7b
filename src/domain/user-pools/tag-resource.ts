import { z } from 'zod'
import type { Clock } from '#src/domain/clock.ts'
import { tags } from '#src/domain/constraint.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import type { FindPoolDeps } from './require-user-pool.ts'
import { requireTaggedPool } from './require-tagged-pool.ts'
import type { UserPoolStore } from './user-pool-store.ts'

export type TagResourceDeps = FindPoolDeps & { userPools: Pick<UserPoolStore, 'updatePool'>; clock: Clock }

const given = z.object({ Tags: tags })
const MAXIMUM_TAGS = 50

/** Adds tags and replaces values: 50 in all. InvalidParameter, ResourceNotFound, ConcurrentModification (Cognito: TagResource). */
export const tagResource = async (deps: TagResourceDeps, request: { ResourceArn: string; Tags: Record<string, string> }): Promise<void> => {
  const { Tags } = parseRequest(given, { Tags: request.Tags })
  const pool = await requireTaggedPool(deps, request.ResourceArn)
  const UserPoolTags = { ...pool.settings.UserPoolTags, ...Tags }
  if (Object.keys(UserPoolTags).length > MAXIMUM_TAGS) {
    throw new DomainError('InvalidParameter', `The maximum number of tags is ${MAXIMUM_TAGS}.`, { field: 'Tags' })
  }
  await deps.userPools.updatePool({ ...pool, settings: { ...pool.settings, UserPoolTags }, updatedAt: deps.clock.now() })
}
