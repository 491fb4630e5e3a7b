import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { SignInAttempt } from '#src/domain/sign-in/sign-in-attempt.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aCredential, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const attempt: SignInAttempt = {
  idDigest: 'first', poolId: 'p', clientId: 'c', userId: null, wire: 'hosted', challenge: 'START', state: { a: ['b', null] }, step: 0, createdAt: noon, expiresAt: after(9),
}

forEachEngine('of 20 answers to one challenge one advances, under a new id', async (_t, open) => {
  const { stores: { signInAttempts } } = await storesWithPool(await open())
  await signInAttempts.createAttempt(attempt)
  assert.deepEqual(await signInAttempts.findAttempt('first'), attempt)
  const userId = randomUUID()
  const change = { challenge: 'SMS_MFA', userId, state: { next: true }, expiresAt: after(99) } as const
  const endings = await race(async (index) => ((await signInAttempts.advanceAttempt(attempt, { ...change, newIdDigest: `second${index}` })) ? index : 'lost'))
  const { lost, ...won } = tally(endings)
  assert.equal(lost, 19)
  const [index] = Object.keys(won)
  const advanced = { ...attempt, ...change, idDigest: `second${index}`, step: 1 }
  assert.equal(await signInAttempts.findAttempt('first'), null)
  assert.deepEqual(await signInAttempts.findAttempt(`second${index}`), advanced)
  assert.equal(await signInAttempts.advanceAttempt(advanced, change), true)
  assert.equal((await signInAttempts.findAttempt(`second${index}`))?.step, 2)
})

forEachEngine('of 20 finishing or advancing one sign-in one wins', async (_t, open) => {
  const { stores: { signInAttempts } } = await storesWithPool(await open())
  await signInAttempts.createAttempt(attempt)
  const change = { challenge: 'SMS_MFA', userId: null, state: {}, expiresAt: after(99) } as const
  const endings = await race((index) => (index % 2 ? signInAttempts.finishAttempt(attempt) : signInAttempts.advanceAttempt(attempt, change)))
  assert.deepEqual(tally(endings), { true: 1, false: 19 })
  const left = await signInAttempts.findAttempt('first')
  assert.ok(left === null || left.step === 1)
})

forEachEngine('of 20 taking one sign-in one gets it with its user, and nobody who describes another', async (_t, open) => {
  const database = await open()
  const { stores: { signInAttempts, users }, pool } = await storesWithPool(database)
  const user = aUser(pool.id, { credential: aCredential('hash') })
  await users.createUser(user, [])
  const begun: SignInAttempt = { ...attempt, poolId: pool.id, userId: user.id, wire: 'api', challenge: 'PASSWORD_VERIFIER' }
  await signInAttempts.createAttempt(begun)
  const described = { idDigest: 'first', poolId: pool.id, clientId: 'c', challenge: 'PASSWORD_VERIFIER', onPages: false, now: noon } as const
  const others = [{ idDigest: 'other' }, { poolId: 'other' }, { clientId: 'other' }, { challenge: 'SMS_MFA' }, { onPages: true }, { now: begun.expiresAt }] as const
  for (const other of others) assert.equal(await signInAttempts.takeAttempt({ ...described, ...other }), null, JSON.stringify(other))
  const before = database.statements()
  const taken = (await race(() => signInAttempts.takeAttempt(described))).filter((one) => one !== null)
  assert.equal(database.statements() - before, 20)
  assert.deepEqual(taken, [{ attempt: begun, user }])
  await signInAttempts.createAttempt({ ...begun, userId: null })
  assert.equal((await signInAttempts.takeAttempt(described))?.user, null)
})
