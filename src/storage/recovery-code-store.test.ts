import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('a recovery code is spent by one of 20 racers and never again; the others stay', async (_t, open) => {
  const { stores: { recoveryCodes, users }, pool } = await storesWithPool(await open())
  const [ada, eve] = [aUser(pool.id), aUser(pool.id)]
  for (const user of [ada, eve]) await users.createUser(user, [])
  assert.equal(await recoveryCodes.findRecoveryCodes(ada.id), null)
  await recoveryCodes.replaceRecoveryCodes(ada.id, { hashes: ['one', 'two', 'three'], madeAt: noon })
  assert.equal(await recoveryCodes.spendRecoveryCode(eve.id, 'one'), false, 'somebody else\'s')
  assert.deepEqual(tally(await race(() => recoveryCodes.spendRecoveryCode(ada.id, 'two'))), { true: 1, false: 19 })
  assert.equal(await recoveryCodes.spendRecoveryCode(ada.id, 'two'), false)
  assert.deepEqual(await recoveryCodes.findRecoveryCodes(ada.id), { hashes: ['one', 'three'], madeAt: noon })
  for (const hash of ['one', 'three']) assert.equal(await recoveryCodes.spendRecoveryCode(ada.id, hash), true)
  assert.deepEqual(await recoveryCodes.findRecoveryCodes(ada.id), { hashes: [], madeAt: noon }, 'that all are spent can be told')
})

forEachEngine('new recovery codes replace all, of racing sets one is left whole, and they go with their user', async (_t, open) => {
  const { stores: { recoveryCodes, users }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const setOf = (n: number) => Array.from({ length: 10 }, (_, index) => `${n}-${index}`)
  await race((n) => recoveryCodes.replaceRecoveryCodes(user.id, { hashes: setOf(n), madeAt: after(n) }))
  const { hashes = [], madeAt = noon } = await recoveryCodes.findRecoveryCodes(user.id) ?? {}
  assert.deepEqual(hashes, setOf(madeAt.getTime() - noon.getTime()))
  assert.deepEqual([await recoveryCodes.deleteRecoveryCodes(user.id), await recoveryCodes.deleteRecoveryCodes(user.id)], [true, false])
  assert.equal(await recoveryCodes.findRecoveryCodes(user.id), null)
  await recoveryCodes.replaceRecoveryCodes(user.id, { hashes: ['last'], madeAt: noon })
  await users.deleteUser(pool.id, user.id)
  assert.equal(await recoveryCodes.findRecoveryCodes(user.id), null)
  await assert.rejects(recoveryCodes.replaceRecoveryCodes(randomUUID(), { hashes: [], madeAt: noon }), { code: 'UserNotFound' })
  assert.deepEqual([await recoveryCodes.findRecoveryCodes('nobody'), await recoveryCodes.deleteRecoveryCodes('nobody')], [null, false])
})
