import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePool, openPoolDeps } from '#test/pools/open-pool-deps.ts'
import { createResourceServer } from './create-resource-server.ts'
import { deleteResourceServer } from './delete-resource-server.ts'
import { describeResourceServer } from './describe-resource-server.ts'
import { listResourceServers } from './list-resource-servers.ts'
import { resourceServerDescription } from './resource-server-request.ts'
import { updateResourceServer } from './update-resource-server.ts'

const scope = (ScopeName: string) => ({ ScopeName, ScopeDescription: `May ${ScopeName}` })

test('a resource server is made, described, replaced and deleted', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const request = { UserPoolId, Identifier: 'https://api.example.com', Name: 'API', Scopes: [scope('read'), scope('write')] }
  await createResourceServer(deps, request)
  assert.deepEqual(resourceServerDescription(await describeResourceServer(deps, request)), request)
  await assert.rejects(createResourceServer(deps, request), { code: 'InvalidParameter', message: `https://api.example.com already exists in user pool ${UserPoolId}.` })
  assert.deepEqual((await updateResourceServer(deps, { UserPoolId, Identifier: request.Identifier, Name: 'Renamed' })).scopes, [])
  await deleteResourceServer(deps, request)
  await assert.rejects(describeResourceServer(deps, request), { code: 'ResourceNotFound' })
  await assert.rejects(updateResourceServer(deps, request), { code: 'ResourceNotFound' })
})

test('identifiers and scopes are checked', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  for (const given of [
    { Identifier: 'with space' }, { Identifier: '' }, { Identifier: 'aws.cognito.signin' }, { Scopes: [scope('a/b')] }, { Scopes: [scope('read'), scope('read')] },
    { Scopes: Array.from({ length: 101 }, (_, n) => scope(`s${n}`)) },
  ]) await assert.rejects(createResourceServer(deps, { UserPoolId, Identifier: 'api', Name: 'API', ...given }), { code: 'InvalidParameter' }, JSON.stringify(given).slice(0, 60))
})

test('resource servers are listed of their pool only', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const { id: other } = await makePool(deps)
  for (const Identifier of ['a', 'b', 'c']) await createResourceServer(deps, { UserPoolId, Identifier, Name: 'API' })
  await createResourceServer(deps, { UserPoolId: other, Identifier: 'd', Name: 'API' })
  const first = await listResourceServers(deps, { UserPoolId, limit: 2, after: null })
  const second = await listResourceServers(deps, { UserPoolId, limit: 2, after: first.next })
  assert.deepEqual([...first.resourceServers, ...second.resourceServers].map(({ identifier }) => identifier), ['a', 'b', 'c'])
})
