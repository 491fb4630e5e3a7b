import type { FindPoolDeps } from './require-user-pool.ts'
import { requireTaggedPool } from './require-tagged-pool.ts'

/** The pool's tags. InvalidParameter, ResourceNotFound (Cognito: ListTagsForResource). */
export const listTagsForResource = async (deps: FindPoolDeps, request: { ResourceArn: string }): Promise<Record<string, string>> =>
  (await requireTaggedPool(deps, request.ResourceArn)).settings.UserPoolTags
