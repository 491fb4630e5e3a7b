import { type FindUserDeps, requireUser } from '#src/domain/users/find-user.ts'
import type { GroupStore } from './group.ts'
import { type FindGroupDeps, type GroupName, requireGroup } from './require-group.ts'

export type AdminRemoveUserFromGroupDeps = FindGroupDeps & FindUserDeps & { groups: Pick<GroupStore, 'removeMember'> }

/** Ends the membership; not being a member is no error. UserNotFound, ResourceNotFound (Cognito: AdminRemoveUserFromGroup). */
export const adminRemoveUserFromGroup = async (deps: AdminRemoveUserFromGroupDeps, request: GroupName & { Username: string }): Promise<void> => {
  const { pool, group } = await requireGroup(deps, request)
  const user = await requireUser(deps, pool, request.Username)
  await deps.groups.removeMember(pool.id, group.name, user.id)
}
