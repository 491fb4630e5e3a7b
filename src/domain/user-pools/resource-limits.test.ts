import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createGroup } from '#src/domain/groups/create-group.ts'
import { makePool, openPoolDeps } from '#test/pools/open-pool-deps.ts'

test('the ten thousandth pool, client or group is the last one', async (t) => {
  const deps = await openPoolDeps(t)
  const { id: UserPoolId } = await makePool(deps)
  const asked: number[] = []
  // The real stores, asked for one or two instead of ten thousand.
  const few = {
    ...deps,
    userPools: { ...deps.userPools, hasPools: (count: number) => deps.userPools.hasPools(asked.push(count) && 2) },
    appClients: { ...deps.appClients, hasClients: (poolId: string, count: number) => deps.appClients.hasClients(poolId, asked.push(count) && 1) },
    groups: { ...deps.groups, hasGroups: (poolId: string, count: number) => deps.groups.hasGroups(poolId, asked.push(count) && 1) },
  }
  await makePool(few)
  await createUserPoolClient(few, { UserPoolId, ClientName: 'first' })
  await createGroup(few, { UserPoolId, GroupName: 'first' })
  await assert.rejects(makePool(few), { code: 'LimitExceeded' })
  await assert.rejects(createUserPoolClient(few, { UserPoolId, ClientName: 'second' }), { code: 'LimitExceeded' })
  await assert.rejects(createGroup(few, { UserPoolId, GroupName: 'second' }), { code: 'LimitExceeded' })
  assert.deepEqual(new Set(asked), new Set([10_000]))
})
