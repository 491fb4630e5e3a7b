import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Group } from '#src/domain/groups/group.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aPool, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const aGroup = (poolId: string, name: string, precedence: number | null = null): Group =>
  ({ poolId, name, description: null, roleArn: null, precedence, createdAt: noon, updatedAt: noon })

forEachEngine('of 20 who create one group one does; groups are listed, changed and deleted', async (_t, open) => {
  const { stores: { groups }, pool } = await storesWithPool(await open())
  assert.deepEqual(tally(await race(() => groups.createGroup(aGroup(pool.id, 'b')))), { undefined: 1, GroupExists: 19 })
  for (const name of ['a', 'c']) await groups.createGroup(aGroup(pool.id, name))
  const first = await groups.listGroups({ poolId: pool.id, after: null, limit: 2 })
  assert.deepEqual([first.groups.map(({ name }) => name), first.next], [['a', 'b'], 'b'])
  assert.deepEqual(await groups.listGroups({ poolId: pool.id, after: 'b', limit: 2 }), { groups: [aGroup(pool.id, 'c')], next: null })
  const changed = { ...aGroup(pool.id, 'c', 3), description: 'd', updatedAt: after(1) }
  await groups.updateGroup(changed)
  assert.deepEqual(await groups.findGroup(pool.id, 'c'), changed)
  await groups.deleteGroup(pool.id, 'c')
  assert.equal(await groups.findGroup(pool.id, 'c'), null)
  await assert.rejects(groups.updateGroup(changed), { code: 'ResourceNotFound' })
  await assert.rejects(groups.createGroup(aGroup('nowhere', 'x')), { code: 'ResourceNotFound' })
})

forEachEngine('members join once, leave, and are shown with their groups in the order of tokens', async (_t, open) => {
  const { stores: { groups, users, userPools }, pool } = await storesWithPool(await open())
  const people = [aUser(pool.id), aUser(pool.id), aUser(pool.id)].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const user of people) await users.createUser(user, [])
  const [ana, bo, cy] = people
  if (!ana || !bo || !cy) return assert.fail()
  for (const [name, precedence] of [['none', null], ['Low', 9], ['high', 0], ['alike', 9]] as const) await groups.createGroup(aGroup(pool.id, name, precedence))
  assert.deepEqual(tally(await race(() => groups.addMember(pool.id, 'none', ana.id, noon))), { undefined: 20 })
  for (const name of ['Low', 'high', 'alike']) await groups.addMember(pool.id, name, ana.id, noon)
  await groups.addMember(pool.id, 'none', bo.id, noon)
  await groups.addMember(pool.id, 'none', cy.id, noon)
  assert.deepEqual((await groups.groupsOfUser(ana.id)).map(({ name }) => name), ['high', 'Low', 'alike', 'none'])
  assert.deepEqual((await groups.groupsOfUser(bo.id)), [aGroup(pool.id, 'none')])
  const first = await groups.listMembers({ poolId: pool.id, groupName: 'none', after: null, limit: 2 })
  assert.deepEqual(first, { userIds: [ana.id, bo.id], next: bo.id })
  assert.deepEqual(await groups.listMembers({ poolId: pool.id, groupName: 'none', after: bo.id, limit: 2 }), { userIds: [cy.id], next: null })
  const some = await groups.listGroupsOfUser({ userId: ana.id, after: null, limit: 3 })
  const rest = await groups.listGroupsOfUser({ userId: ana.id, after: some.next, limit: 3 })
  assert.deepEqual([...some.groups, ...rest.groups].map(({ name }) => name).sort(), ['Low', 'alike', 'high', 'none'])
  assert.equal(rest.next, null)
  await groups.removeMember(pool.id, 'none', bo.id)
  assert.deepEqual(await groups.groupsOfUser(bo.id), [])
  await groups.deleteGroup(pool.id, 'high')
  assert.equal((await groups.groupsOfUser(ana.id)).length, 3)

  const other = aPool()
  await userPools.createPool(other)
  await groups.createGroup(aGroup(other.id, 'none'))
  await assert.rejects(groups.addMember(other.id, 'none', ana.id, noon), { code: 'ResourceNotFound' })
  await assert.rejects(groups.addMember(pool.id, 'missing', ana.id, noon), { code: 'ResourceNotFound' })
  await assert.rejects(groups.addMember(pool.id, 'none', randomUUID(), noon), { code: 'ResourceNotFound' })
  await assert.rejects(groups.addMember(pool.id, 'none', 'nobody', noon), { code: 'ResourceNotFound' })
  assert.deepEqual(await groups.groupsOfUser('nobody'), [])
})
