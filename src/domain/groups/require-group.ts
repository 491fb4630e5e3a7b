import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { Group, GroupStore } from './group.ts'

export type FindGroupDeps = FindPoolDeps & { groups: Pick<GroupStore, 'findGroup'> }
export type GroupName = { UserPoolId: string; GroupName: string }

/** The group with its pool, or ResourceNotFound when either does not exist. */
export const requireGroup = async (deps: FindGroupDeps, name: GroupName): Promise<{ pool: UserPool; group: Group }> => {
  const pool = await requireUserPool(deps, name.UserPoolId)
  const group = await deps.groups.findGroup(pool.id, name.GroupName)
  if (group === null) throw new DomainError('ResourceNotFound', 'Group not found.')
  return { pool, group }
}
