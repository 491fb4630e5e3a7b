import type { Group } from '#src/domain/groups/group.ts'

/** A group inside a JSON column; times are milliseconds since the epoch. */
export type GroupJson = Omit<Group, 'createdAt' | 'updatedAt'> & { createdAt: number; updatedAt: number }

/** A sub-select of the groups of the user whose id `userId` names, in the order tokens show them: by precedence, none last, then by name. */
export function groupsOf(userId: string): string {
  return `ARRAY(SELECT json_build_object(
      'poolId', g.pool_id, 'name', g.name, 'description', g.description, 'roleArn', g.role_arn, 'precedence', g.precedence,
      'createdAt', (extract(epoch FROM g.created_at) * 1000)::bigint, 'updatedAt', (extract(epoch FROM g.updated_at) * 1000)::bigint
    ) FROM group_memberships m JOIN groups g ON g.pool_id = m.pool_id AND g.name = m.group_name WHERE m.user_id = ${userId}
    ORDER BY g.precedence NULLS LAST, g.name COLLATE "C")`
}

export function groupsFromJson(groups: readonly GroupJson[]): Group[] {
  return groups.map((group) => ({ ...group, createdAt: new Date(group.createdAt), updatedAt: new Date(group.updatedAt) }))
}
