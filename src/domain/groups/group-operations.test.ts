import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newUser } from '#src/domain/sign-up/new-user.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { userNames } from '#src/domain/users/user-names.ts'
import { makePool, openPoolDeps, type PoolDeps } from '#test/pools/open-pool-deps.ts'
import { adminAddUserToGroup } from './admin-add-user-to-group.ts'
import { adminListGroupsForUser } from './admin-list-groups-for-user.ts'
import { adminRemoveUserFromGroup } from './admin-remove-user-from-group.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { getGroup, groupDescription } from './get-group.ts'
import { listGroups } from './list-groups.ts'
import { listUsersInGroup } from './list-users-in-group.ts'
import { updateGroup } from './update-group.ts'

const ROLE = 'arn:aws:iam::123456789012:role/admin'
const addUser = async (deps: PoolDeps, pool: UserPool, username: string) => {
  const user = newUser({ pool, id: deps.random.uuid(), username, status: 'CONFIRMED', attributes: {}, credential: null, now: deps.clock.now() })
  await deps.users.createUser(user, userNames(pool, user))
  return user
}

test('a group is made, shown, changed in part and deleted', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const name = { UserPoolId, GroupName: 'admins' }
  const now = deps.clock.now()
  await createGroup(deps, { ...name, Description: 'All of it', Precedence: 0 })
  assert.deepEqual(groupDescription(await getGroup(deps, name)), { ...name, Description: 'All of it', Precedence: 0, CreationDate: now, LastModifiedDate: now })
  await assert.rejects(createGroup(deps, name), { code: 'GroupExists' })
  const changed = await updateGroup(deps, { ...name, RoleArn: ROLE })
  assert.deepEqual([changed.description, changed.roleArn, changed.precedence], ['All of it', ROLE, 0])
  await deleteGroup(deps, name)
  await assert.rejects(getGroup(deps, name), { code: 'ResourceNotFound', message: 'Group not found.' })
})

test('of twenty equal groups made at once one exists', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const made = await Promise.allSettled(Array.from({ length: 20 }, () => createGroup(deps, { UserPoolId, GroupName: 'same' })))
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of made) if (result.status === 'rejected') assert.equal((result.reason as { code: string }).code, 'GroupExists')
})

test('group members are checked as Cognito does', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  for (const given of [{ GroupName: 'with space' }, { GroupName: 'x'.repeat(129) }, { Precedence: -1 }, { RoleArn: 'role' }, { Description: 'x'.repeat(2049) }]) {
    await assert.rejects(createGroup(deps, { UserPoolId, GroupName: 'ok', ...given }), { code: 'InvalidParameter' })
  }
})

test('users join and leave; both directions can be listed', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps)
  const ada = await addUser(deps, pool, 'ada')
  const bob = await addUser(deps, pool, 'bob')
  for (const GroupName of ['admins', 'staff']) await createGroup(deps, { UserPoolId: pool.id, GroupName })
  const staff = { UserPoolId: pool.id, GroupName: 'staff' }
  for (const Username of ['ada', 'bob', 'ada']) await adminAddUserToGroup(deps, { ...staff, Username })
  await adminAddUserToGroup(deps, { UserPoolId: pool.id, GroupName: 'admins', Username: ada.id })
  const first = await listUsersInGroup(deps, { ...staff, limit: 1, after: null })
  const second = await listUsersInGroup(deps, { ...staff, limit: 1, after: first.next })
  assert.deepEqual([...first.users, ...second.users].map(({ id }) => id).sort(), [ada.id, bob.id].sort())
  const groups = await adminListGroupsForUser(deps, { UserPoolId: pool.id, Username: 'ada', limit: 60, after: null })
  assert.deepEqual(groups.groups.map(({ name }) => name), ['admins', 'staff'])
  await adminRemoveUserFromGroup(deps, { ...staff, Username: 'bob' })
  await adminRemoveUserFromGroup(deps, { ...staff, Username: 'bob' })
  assert.deepEqual((await listUsersInGroup(deps, { ...staff, limit: 60, after: null })).users.map(({ username }) => username), ['ada'])
})

test('users and groups of another pool are not found', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps)
  const other = await makePool(deps)
  const ada = await addUser(deps, pool, 'ada')
  await createGroup(deps, { UserPoolId: pool.id, GroupName: 'staff' })
  await createGroup(deps, { UserPoolId: other.id, GroupName: 'theirs' })
  for (const Username of ['ada', ada.id]) {
    await assert.rejects(adminAddUserToGroup(deps, { UserPoolId: other.id, GroupName: 'theirs', Username }), { code: 'UserNotFound', message: 'User does not exist.' })
  }
  await assert.rejects(adminAddUserToGroup(deps, { UserPoolId: pool.id, GroupName: 'theirs', Username: 'ada' }), { code: 'ResourceNotFound', message: 'Group not found.' })
})

test('a user is in a hundred groups at most', async (t) => {
  const deps = await openPoolDeps(t)
  const pool = await makePool(deps)
  await addUser(deps, pool, 'ada')
  for (let n = 0; n <= 100; n++) await createGroup(deps, { UserPoolId: pool.id, GroupName: `g${n}` })
  const join = (n: number) => adminAddUserToGroup(deps, { UserPoolId: pool.id, GroupName: `g${n}`, Username: 'ada' })
  for (let n = 0; n < 100; n++) await join(n)
  await assert.rejects(join(100), { code: 'LimitExceeded' })
  await join(99)
})

test('groups are listed by name, page by page', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  for (const GroupName of ['c', 'a', 'b']) await createGroup(deps, { UserPoolId, GroupName })
  const first = await listGroups(deps, { UserPoolId, limit: 2, after: null })
  const second = await listGroups(deps, { UserPoolId, limit: 2, after: first.next })
  assert.deepEqual([...first.groups, ...second.groups].map(({ name }) => name), ['a', 'b', 'c'])
})
