export type Group = {
  poolId: string
  name: string
  description: string | null
  roleArn: string | null
  precedence: number | null
  createdAt: Date
  updatedAt: Date
}

export type GroupPage = { groups: Group[]; next: string | null }

export type GroupStore = {
  findGroup(poolId: string, name: string): Promise<Group | null>
  listGroups(page: { poolId: string; after: string | null; limit: number }): Promise<GroupPage>
  /** Whether the pool has that many groups, or more. */
  hasGroups(poolId: string, count: number): Promise<boolean>
  /** GroupExists when the name is taken. */
  createGroup(group: Group): Promise<void>
  updateGroup(group: Group): Promise<void>
  deleteGroup(poolId: string, name: string): Promise<void>
  /** Idempotent; ResourceNotFound when group or user is gone. */
  addMember(poolId: string, groupName: string, userId: string, at: Date): Promise<void>
  removeMember(poolId: string, groupName: string, userId: string): Promise<void>
  /** In the order tokens show them: lowest precedence first, none last, then by name. */
  groupsOfUser(userId: string): Promise<Group[]>
  listGroupsOfUser(page: { userId: string; after: string | null; limit: number }): Promise<GroupPage>
  /** User ids in id order. */
  listMembers(page: { poolId: string; groupName: string; after: string | null; limit: number }): Promise<{ userIds: string[]; next: string | null }>
}
