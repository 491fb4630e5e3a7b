import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool } from '#test/aws-api/make-pool.ts'
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
