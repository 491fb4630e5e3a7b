import type { Group } from './group.ts'
import { type FindGroupDeps, type GroupName, requireGroup } from './require-group.ts'

/** The group. ResourceNotFound (Cognito: GetGroup). */
export const getGroup = async (deps: FindGroupDeps, request: GroupName): Promise<Group> => (await requireGroup(deps, request)).group

/** GroupType; dates as Date, members that were never set absent. */
export type GroupDescription = {
  GroupName: string
  UserPoolId: string
  Description?: string
  RoleArn?: string
  Precedence?: number
  CreationDate: Date
  LastModifiedDate: Date
}

/** A group as the operations show it (Cognito: GroupType). */
export const groupDescription = (group: Group): GroupDescription => ({
  GroupName: group.name,
  UserPoolId: group.poolId,
  ...(group.description === null ? {} : { Description: group.description }),
  ...(group.roleArn === null ? {} : { RoleArn: group.roleArn }),
  ...(group.precedence === null ? {} : { Precedence: group.precedence }),
  CreationDate: group.createdAt,
  LastModifiedDate: group.updatedAt,
})
