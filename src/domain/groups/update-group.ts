import type { Clock } from '#src/domain/clock.ts'
import { parseRequest } from '#src/domain/validation-error.ts'
import { type GroupRequest, groupRequest } from './group-request.ts'
import type { Group, GroupStore } from './group.ts'
import { type FindGroupDeps, requireGroup } from './require-group.ts'

export type UpdateGroupDeps = FindGroupDeps & { groups: Pick<GroupStore, 'updateGroup'>; clock: Clock }

/** Changes the members that are given. InvalidParameter, ResourceNotFound (Cognito: UpdateGroup). */
export const updateGroup = async (deps: UpdateGroupDeps, request: GroupRequest): Promise<Group> => {
  const { UserPoolId, ...given } = request
  const { GroupName, Description, RoleArn, Precedence } = parseRequest(groupRequest, given)
  const { group } = await requireGroup(deps, { UserPoolId, GroupName })
  const changed: Group = {
    ...group,
    description: Description ?? group.description,
    roleArn: RoleArn ?? group.roleArn,
    precedence: Precedence ?? group.precedence,
    updatedAt: deps.clock.now(),
  }
  await deps.groups.updateGroup(changed)
  return changed
}
