import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Passkey, PasskeyChallenge } from '#src/domain/passkeys/passkey.ts'
import type { User } from '#src/domain/users/user.ts'
import { forEachEngine, type OpenFresh } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const aPasskey = (user: User, change: Partial<Passkey> = {}): Passkey => ({
  poolId: user.poolId, id: randomUUID(), userId: user.id, publicKey: new Uint8Array([1, 0, 255]), counter: 4_000_000_000, transports: ['internal', 'hybrid'],
  aaguid: randomUUID(), name: 'Passkey', rpId: 'example.com', attachment: 'platform', backedUp: true, createdAt: noon, lastUsedAt: null, ...change,
})

async function open(openFresh: OpenFresh) {
  const { stores, pool } = await storesWithPool(await openFresh())
  const user = aUser(pool.id)
  await stores.users.createUser(user, [])
  return { ...stores, pool, user }
}

forEachEngine('a passkey is kept as it is, listed with its user’s, and goes with them', async (_t, fresh) => {
  const { passkeys, users, pool, user } = await open(fresh)
  const [second, first] = [aPasskey(user, { createdAt: after(9), attachment: null, transports: [], counter: 0 }), aPasskey(user)]
  await passkeys.addPasskey(second, 20)
  await passkeys.addPasskey(first, 20)
  assert.deepEqual(await passkeys.passkeysOfUser(user.id), [first, second])
  assert.deepEqual(await passkeys.findPasskey(pool.id, first.id), first)
  assert.equal(await passkeys.findPasskey('us-east-1_other', first.id), null)
  await assert.rejects(passkeys.addPasskey(aPasskey(user, { id: first.id }), 20), { code: 'InvalidParameter' })
  await users.deleteUser(pool.id, user.id)
  assert.equal(await passkeys.findPasskey(pool.id, first.id), null)
  await assert.rejects(passkeys.addPasskey(aPasskey(user), 20), { code: 'UserNotFound' })
})

forEachEngine('of 20 racing passkeys as many are kept as there is room, and a freed place is taken again', async (_t, fresh) => {
  const { passkeys, pool, user } = await open(fresh)
  const endings = await race(() => passkeys.addPasskey(aPasskey(user), 5))
  assert.deepEqual(tally(endings), { undefined: 5, LimitExceeded: 15 })
  const [one] = await passkeys.passkeysOfUser(user.id)
  await passkeys.deletePasskey({ poolId: pool.id, userId: user.id, id: one?.id ?? '', keepLast: false })
  await passkeys.addPasskey(aPasskey(user), 5)
  await assert.rejects(passkeys.addPasskey(aPasskey(user), 5), { code: 'LimitExceeded' })
})

forEachEngine('a counter only rises, and of 20 uses with one count one is believed', async (_t, fresh) => {
  const { passkeys, pool, user } = await open(fresh)
  const passkey = aPasskey(user, { counter: 7 })
  await passkeys.addPasskey(passkey, 20)
  const use = (counter: number, change = {}) => passkeys.recordUse({ poolId: pool.id, id: passkey.id, userId: user.id, counter, backedUp: false, at: after(5), ...change })
  assert.deepEqual(tally(await race(() => use(8))), { true: 1, false: 19 })
  assert.deepEqual([await use(8), await use(0), await use(9, { userId: randomUUID() })], [false, false, false])
  assert.deepEqual(await passkeys.findPasskey(pool.id, passkey.id), { ...passkey, counter: 8, backedUp: false, lastUsedAt: after(5) })
  const still = aPasskey(user, { counter: 0 })
  await passkeys.addPasskey(still, 20)
  for (let n = 0; n < 2; n++) assert.equal(await use(0, { id: still.id }), true)
})

forEachEngine('of two racing deletions of the last two passkeys one is refused where the last must stay', async (_t, fresh) => {
  const { passkeys, pool, user } = await open(fresh)
  const both = [aPasskey(user), aPasskey(user)]
  for (const passkey of both) await passkeys.addPasskey(passkey, 20)
  const remove = (id: string, keepLast: boolean) => passkeys.deletePasskey({ poolId: pool.id, userId: user.id, id, keepLast })
  assert.deepEqual((await Promise.all(both.map(({ id }) => remove(id, true)))).toSorted(), ['deleted', 'last'])
  const [left] = await passkeys.passkeysOfUser(user.id)
  assert.equal(await passkeys.deletePasskey({ poolId: pool.id, userId: randomUUID(), id: left?.id ?? '', keepLast: false }), 'unknown')
  assert.equal(await remove(left?.id ?? '', false), 'deleted')
  assert.equal(await remove(left?.id ?? '', true), 'unknown')
})

forEachEngine('a challenge is taken once, by its user alone, and a user keeps the newest ten', async (_t, fresh) => {
  const { passkeys, pool, user } = await open(fresh)
  const challenge = (n: number): PasskeyChallenge => ({ digest: `c${n}`, poolId: pool.id, clientId: 'client', userId: user.id, rpId: 'example.com', createdAt: after(n), expiresAt: after(n + 300) })
  for (let n = 0; n < 12; n++) await passkeys.saveChallenge(challenge(n))
  assert.deepEqual([await passkeys.takeChallenge('c1', user.id), await passkeys.takeChallenge('c5', randomUUID())], [null, null])
  assert.deepEqual(tally((await race(() => passkeys.takeChallenge('c5', user.id))).map((taken) => taken !== null)), { true: 1, false: 19 })
  assert.deepEqual(await passkeys.takeChallenge('c2', user.id), challenge(2))
})
