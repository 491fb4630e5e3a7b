import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { GroupPage, GroupStore } from './group.ts'

export type ListGroupsDeps = FindPoolDeps & { groups: Pick<GroupStore, 'listGroups'> }

/** A pool's groups by name; `next` is the `after` of the following page. ResourceNotFound (Cognito: ListGroups). */
export const listGroups = async (deps: ListGroupsDeps, page: { UserPoolId: string; limit: number; after: string | null }): Promise<GroupPage> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  return deps.groups.listGroups({ poolId: pool.id, after: page.after, limit: page.limit })
}
