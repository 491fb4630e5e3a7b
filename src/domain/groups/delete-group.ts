import type { GroupStore } from './group.ts'
import { type FindGroupDeps, type GroupName, requireGroup } from './require-group.ts'

export type DeleteGroupDeps = FindGroupDeps & { groups: Pick<GroupStore, 'deleteGroup'> }

/** Deletes the group; its members stay users. ResourceNotFound (Cognito: DeleteGroup). */
export const deleteGroup = async (deps: DeleteGroupDeps, request: GroupName): Promise<void> => {
  const { pool, group } = await requireGroup(deps, request)
  await deps.groups.deleteGroup(pool.id, group.name)
}
