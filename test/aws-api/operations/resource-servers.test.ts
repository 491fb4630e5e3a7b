import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAwsApi, refusalOf } from '#test/aws-api/open-aws-api.ts'

const NOBODY = 'us-east-1_000000000'
const SCOPES = [{ ScopeName: 'read', ScopeDescription: 'Read orders' }, { ScopeName: 'write', ScopeDescription: 'Write orders' }]

async function openPool(...args: Parameters<typeof openAwsApi>) {
  const api = await openAwsApi(...args)
  const newPool = async () => (await api.sdk.createUserPool({ PoolName: 'people' })).UserPool?.Id ?? ''
  return { ...api, newPool, UserPoolId: await newPool() }
}

test('CreateResourceServer: answers the server as it is stored', async (t) => {
  const { sdk, post, UserPoolId } = await openPool(t)
  const ResourceServer = { UserPoolId, Identifier: 'https://orders.example.com', Name: 'Orders', Scopes: SCOPES }
  assert.deepEqual((await post('CreateResourceServer', ResourceServer)).json, { ResourceServer })
  assert.deepEqual((await sdk.describeResourceServer({ UserPoolId, Identifier: ResourceServer.Identifier })).ResourceServer, ResourceServer)
  assert.deepEqual((await post('CreateResourceServer', { UserPoolId, Identifier: 'bare', Name: 'Bare' })).json, { ResourceServer: { UserPoolId, Identifier: 'bare', Name: 'Bare', Scopes: [] } })
})

test('CreateResourceServer: refuses a taken or reserved identifier, scopes that repeat, and a foreign pool', async (t) => {
  const { sdk, UserPoolId } = await openPool(t)
  await sdk.createResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Orders' })
  const of = (change: object) => refusalOf(sdk.createResourceServer({ UserPoolId, Identifier: 'other', Name: 'Orders', ...change }))
  assert.deepEqual(await of({ Identifier: 'orders' }), { name: 'InvalidParameterException', message: `orders already exists in user pool ${UserPoolId}.`, status: 400 })
  assert.equal((await of({ Identifier: 'aws.cognito.signin' })).name, 'InvalidParameterException')
  assert.equal((await of({ Scopes: [SCOPES[0], SCOPES[0]] })).message, 'Duplicate scope name: read')
  assert.match((await of({ Scopes: [{ ScopeName: 'a/b', ScopeDescription: 'x' }] })).message, /^1 validation error detected: Value at 'scopes.1.member.scopeName' failed/)
  assert.match((await of({ Scopes: Array.from({ length: 101 }, (_, n) => ({ ScopeName: `s${n}`, ScopeDescription: 'x' })) })).message, /'scopes' failed.*less than or equal to 100/)
  assert.equal((await of({ UserPoolId: NOBODY })).name, 'ResourceNotFoundException')
})

test('CreateResourceServer: of twenty with one identifier at once one exists', async (t) => {
  const { sdk, UserPoolId } = await openPool(t)
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => sdk.createResourceServer({ UserPoolId, Identifier: 'same', Name: 'Same' })))
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'InvalidParameterException')
})

test('DescribeResourceServer: AW-09 a server of another pool is not found', async (t) => {
  const { sdk, newPool, UserPoolId } = await openPool(t)
  await sdk.createResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Orders' })
  assert.deepEqual(await refusalOf(sdk.describeResourceServer({ UserPoolId: await newPool(), Identifier: 'orders' })), {
    name: 'ResourceNotFoundException', message: 'Resource server orders does not exist.', status: 400,
  })
})

test('UpdateResourceServer: replaces name and scopes; scopes left out are gone', async (t) => {
  const { sdk, UserPoolId } = await openPool(t)
  await sdk.createResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Orders', Scopes: SCOPES })
  const updated = await sdk.updateResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Purchases' })
  assert.deepEqual(updated.ResourceServer, { UserPoolId, Identifier: 'orders', Name: 'Purchases', Scopes: [] })
  assert.deepEqual((await sdk.describeResourceServer({ UserPoolId, Identifier: 'orders' })).ResourceServer, updated.ResourceServer)
  assert.equal((await refusalOf(sdk.updateResourceServer({ UserPoolId, Identifier: 'nothing', Name: 'x' }))).name, 'ResourceNotFoundException')
})

test('DeleteResourceServer: takes it away with an empty answer', async (t) => {
  const { sdk, post, UserPoolId } = await openPool(t)
  await sdk.createResourceServer({ UserPoolId, Identifier: 'orders', Name: 'Orders' })
  const gone = await post('DeleteResourceServer', { UserPoolId, Identifier: 'orders' })
  assert.deepEqual([gone.status, gone.text], [200, ''])
  assert.equal((await refusalOf(sdk.deleteResourceServer({ UserPoolId, Identifier: 'orders' }))).name, 'ResourceNotFoundException')
})

test('ListResourceServers: goes through all pages; MaxResults is 1 to 50', async (t) => {
  const { sdk, newPool, UserPoolId } = await openPool(t)
  for (const Identifier of ['a', 'b', 'c']) await sdk.createResourceServer({ UserPoolId, Identifier, Name: Identifier, Scopes: SCOPES })
  const first = await sdk.listResourceServers({ UserPoolId, MaxResults: 2 })
  const second = await sdk.listResourceServers({ UserPoolId, MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual(first.ResourceServers?.[0], { UserPoolId, Identifier: 'a', Name: 'a', Scopes: SCOPES })
  assert.deepEqual([...(first.ResourceServers ?? []), ...(second.ResourceServers ?? [])].map(({ Identifier }) => Identifier), ['a', 'b', 'c'])
  assert.equal(second.NextToken, undefined)
  const other = await newPool()
  for (const request of [{ UserPoolId, MaxResults: 0 }, { UserPoolId, MaxResults: 51 }, { UserPoolId: other, NextToken: first.NextToken }]) {
    assert.equal((await refusalOf(sdk.listResourceServers(request))).name, 'InvalidParameterException')
  }
})
