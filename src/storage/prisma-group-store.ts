import type { PrismaClient } from '#prisma/client.ts'
import { DomainError } from '#src/domain/domain-error.ts'
import type { GroupStore } from '#src/domain/groups/group.ts'
import type { Database } from './engine/database.ts'
import { statement } from './engine/sql.ts'
import { groupsFromJson, type GroupJson, groupsOf } from './groups-of-user.ts'
import { holdsAtLeast } from './holds-at-least.ts'
import { keysetPage } from './keyset-page.ts'
import { translated } from './translate-error.ts'
import { isUuid } from './uuid.ts'

const addMember = statement<{ users: number }>(
  'add_group_member',
  `WITH member AS (SELECT id FROM users WHERE pool_id = $1 AND id = $3 FOR KEY SHARE),
  added AS (
    INSERT INTO group_memberships (pool_id, group_name, user_id, created_at) SELECT $1::text, $2::text, id, $4::timestamptz FROM member
    ON CONFLICT (pool_id, group_name, user_id) DO NOTHING
  )
  SELECT count(*)::int AS users FROM member`,
)
const groupsOfUser = statement<{ groups: GroupJson[] }>('groups_of_user', `SELECT ${groupsOf('$1::uuid')} AS groups`)

/** Groups by Prisma; what concerns one user by hand. */
export function createGroupStore({ prisma, sql }: Pick<Database, 'prisma' | 'sql'>): GroupStore {
  return {
    ...groupRecords(prisma),
    hasGroups: (poolId, count) => holdsAtLeast(sql, 'groups', count, poolId),
    addMember: (poolId, groupName, userId, at) =>
      translated(async () => {
        const [result] = isUuid(userId) ? await sql.query(addMember, [poolId, groupName, userId, at]) : []
        if (result?.users !== 1) throw new DomainError('ResourceNotFound', 'User does not exist.')
      }),
    removeMember: (poolId, groupName, userId) =>
      translated(async () => {
        if (isUuid(userId)) await prisma.groupMembership.deleteMany({ where: { poolId, groupName, userId } })
      }),
    groupsOfUser: (userId) =>
      translated(async () => {
        const [row] = isUuid(userId) ? await sql.query(groupsOfUser, [userId]) : []
        return groupsFromJson(row?.groups ?? [])
      }),
    listGroupsOfUser: ({ userId, after, limit }) =>
      translated(async () => {
        if (!isUuid(userId)) return { groups: [], next: null }
        const where = { userId, ...(after !== null && { groupName: { gt: after } }) }
        const found = await prisma.groupMembership.findMany({ where, include: { group: true }, orderBy: { groupName: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ groupName }) => groupName)
        return { groups: rows.map(({ group }) => group), next }
      }),
    listMembers: ({ poolId, groupName, after, limit }) =>
      translated(async () => {
        const where = { poolId, groupName, ...(after !== null && { userId: { gt: after } }) }
        const found = await prisma.groupMembership.findMany({ where, select: { userId: true }, orderBy: { userId: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ userId }) => userId)
        return { userIds: rows.map(({ userId }) => userId), next }
      }),
  }
}

function groupRecords(prisma: PrismaClient): Pick<GroupStore, 'findGroup' | 'listGroups' | 'createGroup' | 'updateGroup' | 'deleteGroup'> {
  return {
    findGroup: (poolId, name) => translated(() => prisma.group.findUnique({ where: { poolId_name: { poolId, name } } })),
    listGroups: ({ poolId, after, limit }) =>
      translated(async () => {
        const where = { poolId, ...(after !== null && { name: { gt: after } }) }
        const found = await prisma.group.findMany({ where, orderBy: { name: 'asc' }, take: limit + 1 })
        const { rows, next } = keysetPage(found, limit, ({ name }) => name)
        return { groups: rows, next }
      }),
    createGroup: (group) => translated(async () => void (await prisma.group.create({ data: group, select: { name: true } }))),
    updateGroup: ({ poolId, name, ...change }) =>
      translated(async () => {
        const { count } = await prisma.group.updateMany({ where: { poolId, name }, data: change })
        if (count === 0) throw new DomainError('ResourceNotFound', 'Group not found.')
      }),
    deleteGroup: (poolId, name) => translated(async () => void (await prisma.group.deleteMany({ where: { poolId, name } }))),
  }
}
