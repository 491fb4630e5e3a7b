import { withTimestamps } from '#src/aws-api/timestamp.ts'
import { groupDescription } from '#src/domain/groups/get-group.ts'
import type { Group } from '#src/domain/groups/group.ts'

/** GroupType. */
export const groupShape = (group: Group) => withTimestamps(groupDescription(group))
