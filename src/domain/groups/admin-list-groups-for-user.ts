import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { type FindUserDeps, requireUser } from '#src/domain/users/find-user.ts'
import type { GroupPage, GroupStore } from './group.ts'

export type AdminListGroupsForUserDeps = FindPoolDeps & FindUserDeps & { groups: Pick<GroupStore, 'listGroupsOfUser'> }

/** The user's groups, a page at a time. UserNotFound, ResourceNotFound (Cognito: AdminListGroupsForUser). */
export const adminListGroupsForUser = async (
  deps: AdminListGroupsForUserDeps, page: { UserPoolId: string; Username: string; limit: number; after: string | null },
): Promise<GroupPage> => {
  const pool = await requireUserPool(deps, page.UserPoolId)
  const user = await requireUser(deps, pool, page.Username)
  return deps.groups.listGroupsOfUser({ userId: user.id, after: page.after, limit: page.limit })
}
