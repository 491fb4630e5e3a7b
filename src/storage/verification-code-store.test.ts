import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { VerificationCode } from '#src/domain/codes/verification-code-store.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('only the newest code of a purpose lives, and of 20 who consume it one does', async (_t, open) => {
  const { stores: { codes, users }, pool } = await storesWithPool(await open())
  const user = aUser(pool.id)
  await users.createUser(user, [])
  const code: VerificationCode = { userId: user.id, poolId: pool.id, purpose: 'sign-up', codeHash: 'one', destination: 'a@example.com', attribute: 'email', createdAt: noon, expiresAt: after(9) }
  await codes.saveCode(code)
  await codes.saveCode({ ...code, purpose: 'attribute:email' })
  await codes.saveCode({ ...code, codeHash: 'two', expiresAt: after(10) })
  assert.deepEqual(await codes.findCode(user.id, 'sign-up'), { ...code, codeHash: 'two', expiresAt: after(10) })
  assert.equal(await codes.consumeCode(user.id, 'sign-up', 'one'), false)
  assert.deepEqual(tally(await race(() => codes.consumeCode(user.id, 'sign-up', 'two'))), { true: 1, false: 19 })
  assert.equal(await codes.findCode(user.id, 'sign-up'), null)
  assert.notEqual(await codes.findCode(user.id, 'attribute:email'), null)
  await codes.deleteCodes(user.id)
  assert.equal(await codes.findCode(user.id, 'attribute:email'), null)
  await assert.rejects(codes.saveCode({ ...code, userId: randomUUID() }), { code: 'UserNotFound' })
  assert.equal(await codes.findCode('nobody', 'sign-up'), null)
  assert.equal(await codes.consumeCode('nobody', 'sign-up', 'x'), false)
})
