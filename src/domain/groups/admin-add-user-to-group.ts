import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindUserDeps, requireUser } from '#src/domain/users/find-user.ts'
import type { GroupStore } from './group.ts'
import { type FindGroupDeps, type GroupName, requireGroup } from './require-group.ts'

export type AdminAddUserToGroupDeps = FindGroupDeps & FindUserDeps & { groups: Pick<GroupStore, 'addMember' | 'groupsOfUser'>; clock: Clock }

const MAXIMUM_GROUPS_OF_USER = 100

/**
 * Makes the user a member; being one already is no error. UserNotFound, ResourceNotFound,
 * LimitExceeded beyond 100 groups (Cognito: AdminAddUserToGroup).
 */
export const adminAddUserToGroup = async (deps: AdminAddUserToGroupDeps, request: GroupName & { Username: string }): Promise<void> => {
  const { pool, group } = await requireGroup(deps, request)
  const user = await requireUser(deps, pool, request.Username)
  const memberships = await deps.groups.groupsOfUser(user.id)
  if (memberships.some(({ name }) => name === group.name)) return
  if (memberships.length >= MAXIMUM_GROUPS_OF_USER) throw new DomainError('LimitExceeded', 'Maximum number of groups per user exceeded.')
  await deps.groups.addMember(pool.id, group.name, user.id, deps.clock.now())
}
