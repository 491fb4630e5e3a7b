import type { UserStore } from '#src/domain/users/user-store.ts'
import type { User } from '#src/domain/users/user.ts'
import type { GroupStore } from './group.ts'
import { type FindGroupDeps, type GroupName, requireGroup } from './require-group.ts'

export type ListUsersInGroupDeps = FindGroupDeps & { groups: Pick<GroupStore, 'listMembers'>; users: Pick<UserStore, 'findUsersById'> }

/** The group's members in id order, two statements a page. ResourceNotFound (Cognito: ListUsersInGroup). */
export const listUsersInGroup = async (
  deps: ListUsersInGroupDeps, page: GroupName & { limit: number; after: string | null },
): Promise<{ users: User[]; next: string | null }> => {
  const { pool, group } = await requireGroup(deps, page)
  const { userIds, next } = await deps.groups.listMembers({ poolId: pool.id, groupName: group.name, after: page.after, limit: page.limit })
  const byId = new Map((await deps.users.findUsersById(pool.id, userIds)).map((user) => [user.id, user]))
  return { users: userIds.flatMap((id) => byId.get(id) ?? []), next }
}
