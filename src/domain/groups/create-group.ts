import type { Clock } from '#src/domain/clock.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import { type FindPoolDeps, requireUserPool } from '#src/domain/user-pools/require-user-pool.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type GroupRequest, groupRequest } from './group-request.ts'
import type { Group, GroupStore } from './group.ts'

export type CreateGroupDeps = FindPoolDeps & { groups: Pick<GroupStore, 'hasGroups' | 'createGroup'>; clock: Clock }

const MAXIMUM_GROUPS = 10_000

/** Makes a group. GroupExists, LimitExceeded, InvalidParameter, ResourceNotFound (Cognito: CreateGroup). */
export const createGroup = async (deps: CreateGroupDeps, request: GroupRequest): Promise<Group> => {
  const { UserPoolId, ...given } = request
  const { GroupName, Description, RoleArn, Precedence } = parseRequest(groupRequest, given)
  const pool = await requireUserPool(deps, UserPoolId)
  if (await deps.groups.hasGroups(pool.id, MAXIMUM_GROUPS)) throw new DomainError('LimitExceeded', 'Maximum number of groups per user pool exceeded.')
  const now = deps.clock.now()
  const group: Group = {
    poolId: pool.id, name: GroupName, description: Description ?? null, roleArn: RoleArn ?? null,
    precedence: Precedence ?? null, createdAt: now, updatedAt: now,
  }
  await deps.groups.createGroup(group)
  return group
}
