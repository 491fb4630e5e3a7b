import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, makeUser, signIn } from '#test/aws-api/make-pool.ts'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

test('CreateGroup: answers the group as it is stored, with dates of the SDK', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const before = new Date()
  const { Group } = await api.sdk.createGroup({ UserPoolId: pool.id, GroupName: 'staff', Description: 'Works here', Precedence: 3 })
  assert.deepEqual({ ...Group, CreationDate: null, LastModifiedDate: null }, {
    GroupName: 'staff', UserPoolId: pool.id, Description: 'Works here', Precedence: 3, CreationDate: null, LastModifiedDate: null,
  })
  assert.ok(Group?.CreationDate && Math.abs(Group.CreationDate.getTime() - before.getTime()) < 60_000)
})

test('CreateGroup: refuses a taken name, a pool that is not there and a name of nothing', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  await api.sdk.createGroup({ UserPoolId: pool.id, GroupName: 'staff' })
  const of = async (GroupName: string, UserPoolId = pool.id) => (await refusalOf(api.sdk.createGroup({ UserPoolId, GroupName }))).name
  assert.equal(await of('staff'), 'GroupExistsException')
  assert.equal(await of('staff', 'us-east-1_000000000'), 'ResourceNotFoundException')
  assert.equal(await of(''), 'InvalidParameterException')
})

test('ListGroups: goes through all pages, and a token opens its own list only', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { pool: other } = await makePool(api)
  for (const GroupName of ['a', 'b', 'c']) await api.sdk.createGroup({ UserPoolId: pool.id, GroupName })
  const first = await api.sdk.listGroups({ UserPoolId: pool.id, Limit: 2 })
  assert.deepEqual(first.Groups?.map(({ GroupName }) => GroupName), ['a', 'b'])
  const second = await api.sdk.listGroups({ UserPoolId: pool.id, Limit: 2, NextToken: first.NextToken })
  assert.deepEqual([second.Groups?.map(({ GroupName }) => GroupName), second.NextToken], [['c'], undefined])
  for (const [UserPoolId, NextToken] of [[other.id, first.NextToken], [pool.id, `${first.NextToken}x`], [pool.id, 'junk']] as const) {
    assert.equal((await refusalOf(api.sdk.listGroups({ UserPoolId, NextToken }))).name, 'InvalidParameterException')
  }
})

const ROLE = 'arn:aws:iam::123456789012:role/staff'

test('CreateGroup: AW-17 of twenty groups with one name made at once one exists', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => api.sdk.createGroup({ UserPoolId: pool.id, GroupName: 'same' })))
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'GroupExistsException')
})

test('GetGroup: AW-09 answers the group of its own pool only', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { pool: other } = await makePool(api)
  const { Group } = await api.sdk.createGroup({ UserPoolId: pool.id, GroupName: 'staff', RoleArn: ROLE })
  assert.deepEqual((await api.sdk.getGroup({ UserPoolId: pool.id, GroupName: 'staff' })).Group, Group)
  assert.deepEqual(await refusalOf(api.sdk.getGroup({ UserPoolId: other.id, GroupName: 'staff' })), { name: 'ResourceNotFoundException', message: 'Group not found.', status: 400 })
})

test('UpdateGroup: changes what is given and answers the whole group', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const name = { UserPoolId: pool.id, GroupName: 'staff' }
  const { Group: made } = await api.sdk.createGroup({ ...name, Description: 'Works here', Precedence: 3 })
  const { Group } = await api.sdk.updateGroup({ ...name, RoleArn: ROLE, Precedence: 0 })
  assert.deepEqual({ ...Group, LastModifiedDate: null }, { ...made, RoleArn: ROLE, Precedence: 0, LastModifiedDate: null })
  assert.deepEqual((await api.sdk.getGroup(name)).Group, Group)
  assert.equal((await refusalOf(api.sdk.updateGroup({ ...name, GroupName: 'nobody' }))).message, 'Group not found.')
  assert.match((await refusalOf(api.sdk.updateGroup({ ...name, Precedence: -1 }))).message, /'precedence' failed.*greater than or equal to 0/)
})

test('DeleteGroup: takes the group away with an empty answer; its members stay', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const name = { UserPoolId: pool.id, GroupName: 'staff' }
  await api.sdk.createGroup(name)
  await api.sdk.adminAddUserToGroup({ ...name, Username: 'ada' })
  const gone = await api.post('DeleteGroup', name)
  assert.deepEqual([gone.status, gone.text], [200, ''])
  assert.deepEqual((await api.sdk.adminListGroupsForUser({ UserPoolId: pool.id, Username: 'ada' })).Groups, [])
  assert.equal((await api.sdk.adminGetUser({ UserPoolId: pool.id, Username: 'ada' })).Username, 'ada')
  assert.equal((await refusalOf(api.sdk.deleteGroup(name))).name, 'ResourceNotFoundException')
})

test('AdminAddUserToGroup: by name, alias or sub, twice without harm; tokens and lists show it', async (t) => {
  const api = await openAwsApi(t)
  const { pool, client } = await makePool(api, { AliasAttributes: ['email'] })
  const sub = await makeUser(api, pool, 'ada')
  for (const [GroupName, Precedence] of [['readers', 2], ['writers', 1]] as const) await api.sdk.createGroup({ UserPoolId: pool.id, GroupName, Precedence })
  const added = await api.post('AdminAddUserToGroup', { UserPoolId: pool.id, GroupName: 'readers', Username: 'ada' })
  assert.deepEqual([added.status, added.text], [200, ''])
  await api.sdk.adminAddUserToGroup({ UserPoolId: pool.id, GroupName: 'readers', Username: 'ada@example.com' })
  await api.sdk.adminAddUserToGroup({ UserPoolId: pool.id, GroupName: 'writers', Username: sub })
  const { access } = await signIn(api, client, 'ada')
  const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  assert.deepEqual(claims['cognito:groups'], ['writers', 'readers'])
})

test('AdminAddUserToGroup: AW-09 neither a group nor a user of another pool', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  const { pool: other } = await makePool(api)
  await makeUser(api, pool, 'ada')
  for (const { id } of [pool, other]) await api.sdk.createGroup({ UserPoolId: id, GroupName: `group-${id}` })
  const add = (UserPoolId: string, GroupName: string) => refusalOf(api.sdk.adminAddUserToGroup({ UserPoolId, GroupName, Username: 'ada' }))
  assert.deepEqual(await add(other.id, `group-${other.id}`), { name: 'UserNotFoundException', message: 'User does not exist.', status: 400 })
  assert.equal((await add(pool.id, `group-${other.id}`)).name, 'ResourceNotFoundException')
})

test('AdminRemoveUserFromGroup: ends a membership, and is no error without one', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  await makeUser(api, pool, 'ada')
  const name = { UserPoolId: pool.id, GroupName: 'staff' }
  await api.sdk.createGroup(name)
  await api.sdk.adminAddUserToGroup({ ...name, Username: 'ada' })
  for (const _ of [1, 2]) {
    const removed = await api.post('AdminRemoveUserFromGroup', { ...name, Username: 'ada' })
    assert.deepEqual([removed.status, removed.text], [200, ''])
  }
  assert.deepEqual((await api.sdk.listUsersInGroup(name)).Users, [])
  assert.equal((await refusalOf(api.sdk.adminRemoveUserFromGroup({ ...name, Username: 'nobody' }))).name, 'UserNotFoundException')
})

test('AdminListGroupsForUser: goes through all pages, with a token for this user only', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  for (const username of ['ada', 'bob']) await makeUser(api, pool, username)
  for (const GroupName of ['a', 'b', 'c']) {
    await api.sdk.createGroup({ UserPoolId: pool.id, GroupName })
    await api.sdk.adminAddUserToGroup({ UserPoolId: pool.id, GroupName, Username: 'ada' })
  }
  const list = (Username: string, more = {}) => api.sdk.adminListGroupsForUser({ UserPoolId: pool.id, Username, ...more })
  const first = await list('ada', { Limit: 2 })
  const second = await list('ada', { Limit: 2, NextToken: first.NextToken })
  assert.deepEqual([first, second].map(({ Groups }) => Groups?.map(({ GroupName }) => GroupName)), [['a', 'b'], ['c']])
  assert.equal(second.NextToken, undefined)
  assert.equal((await list('ada', { Limit: 0 })).Groups?.length, 3)
  assert.equal((await refusalOf(list('bob', { NextToken: first.NextToken }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(list('ada', { Limit: 61 }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(list('nobody'))).name, 'UserNotFoundException')
})

test('ListUsersInGroup: goes through all pages of users as lists show them, with a token for this group only', async (t) => {
  const api = await openAwsApi(t)
  const { pool } = await makePool(api)
  for (const GroupName of ['staff', 'others']) await api.sdk.createGroup({ UserPoolId: pool.id, GroupName })
  for (const Username of ['ada', 'bob', 'cyd']) {
    await makeUser(api, pool, Username)
    await api.sdk.adminAddUserToGroup({ UserPoolId: pool.id, GroupName: 'staff', Username })
  }
  const list = (GroupName: string, more = {}) => api.sdk.listUsersInGroup({ UserPoolId: pool.id, GroupName, ...more })
  const first = await list('staff', { Limit: 2 })
  const second = await list('staff', { Limit: 2, NextToken: first.NextToken })
  const users = [...(first.Users ?? []), ...(second.Users ?? [])]
  assert.deepEqual(users.map(({ Username }) => Username).sort(), ['ada', 'bob', 'cyd'])
  assert.deepEqual(Object.keys(users[0] ?? {}).sort(), ['Attributes', 'Enabled', 'UserCreateDate', 'UserLastModifiedDate', 'UserStatus', 'Username'])
  assert.equal(second.NextToken, undefined)
  assert.equal((await refusalOf(list('others', { NextToken: first.NextToken }))).name, 'InvalidParameterException')
  assert.equal((await refusalOf(list('nobody'))).message, 'Group not found.')
})
