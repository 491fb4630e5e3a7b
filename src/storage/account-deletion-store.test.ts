import assert from 'node:assert/strict'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('a deletion is asked for once, found when due, and done by one of twenty', async (_t, open) => {
  const { stores: { users, userPools, accountDeletions }, pool } = await storesWithPool(await open())
  const [ada, bea] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, bea]) await users.createUser(user, [])
  assert.deepEqual(await accountDeletions.askDeletion(pool.id, ada.id, after(1000)), after(1000))
  assert.deepEqual(await accountDeletions.askDeletion(pool.id, ada.id, after(9000)), after(1000), 'asking again puts nothing off')
  assert.deepEqual((await users.findUserById(pool.id, ada.id))?.deletionDueAt, after(1000))
  assert.equal(await accountDeletions.askDeletion(pool.id, aUser(pool.id).id, noon), null)
  assert.deepEqual(await accountDeletions.dueDeletions(after(999), 10), [])
  assert.equal(await accountDeletions.deleteIfDue(pool.id, ada.id, after(999)), false)
  assert.deepEqual(await accountDeletions.dueDeletions(after(1000), 10), [{ id: ada.id, poolId: pool.id }])
  assert.deepEqual(tally(await race(() => accountDeletions.deleteIfDue(pool.id, ada.id, after(1000)))), { true: 1, false: 19 })
  assert.equal(await accountDeletions.deleteIfDue(pool.id, bea.id, after(1000)), false)
  assert.equal(await users.findUserById(pool.id, ada.id), null)
  assert.equal(await userPools.estimateUsers(pool.id), 1)
})

forEachEngine('of a deletion and its withdrawal one wins, and saving the user takes nothing of it back', async (_t, open) => {
  const { stores: { users, accountDeletions }, pool } = await storesWithPool(await open())
  for (let round = 0; round < 8; round++) {
    const user = aUser(pool.id)
    await users.createUser(user, [])
    await accountDeletions.askDeletion(pool.id, user.id, noon)
    if (round === 0) assert.deepEqual((await users.updateUser({ ...user, deletionDueAt: null })).deletionDueAt, noon)
    const [kept, deleted] = await Promise.all([accountDeletions.withdrawDeletion(pool.id, user.id), accountDeletions.deleteIfDue(pool.id, user.id, after(1))])
    assert.notEqual(kept, deleted)
    assert.equal((await users.findUserById(pool.id, user.id)) !== null, kept)
    assert.equal(await accountDeletions.withdrawDeletion(pool.id, user.id), false)
  }
})
