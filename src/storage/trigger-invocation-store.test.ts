import assert from 'node:assert/strict'
import { days } from '#src/contracts/duration.ts'
import { systemRandom } from '#src/crypto/random.ts'
import { uuidV7 } from '#src/crypto/uuid-v7.ts'
import type { TriggerInvocation } from '#src/domain/triggers/trigger-invocation.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aPool, noon, silentLog, storesWithPool } from '#test/storage/records.ts'
import { createSweeper } from './sweeper.ts'

const anInvocation = (poolId: string, at: Date, change: Partial<TriggerInvocation> = {}): TriggerInvocation => ({
  id: uuidV7(systemRandom, at), at, poolId, clientId: 'client', trigger: 'PreSignUp', source: 'PreSignUp_SignUp', functionName: 'arn:aws:lambda:us-east-1:000000000000:function:f',
  event: { version: '1', request: { userAttributes: { email: 'ada@example.com' } } }, response: { autoConfirmUser: true }, durationMs: 12, attempts: 1, outcome: 'answered',
  error: null, output: null, requestId: 'r', ...change,
})
const bare: Partial<TriggerInvocation> = { clientId: null, response: null, outcome: 'not-called', attempts: 0, error: 'Nobody has registered it.', output: 'said\n', requestId: null, trigger: 'UserMigration' }

forEachEngine('calls of triggers are read back whole, the newest first, by pool and trigger, and since a moment', async (_t, open) => {
  const { stores: { triggerInvocations: store, userPools }, pool } = await storesWithPool(await open())
  const other = aPool()
  await userPools.createPool(other)
  const [first, second, third] = [anInvocation(pool.id, noon), anInvocation(pool.id, after(1), bare), anInvocation(other.id, after(2))]
  for (const each of [second, third, first]) store.add(each)
  await store.flush()
  assert.deepEqual(await store.listInvocations({}, 10), [third, second, first])
  assert.deepEqual(await store.listInvocations({ poolId: pool.id }, 1), [second])
  assert.deepEqual(await store.listInvocations({ trigger: 'PreSignUp' }, 10), [third, first])
  assert.deepEqual(await store.invocationsSince({}, after(1), 10), [second, third])
  assert.deepEqual(await store.invocationsSince({ poolId: pool.id, trigger: 'PreSignUp' }, noon, 10), [first])
  assert.deepEqual(await store.findInvocation(second.id), second)
  assert.equal(await store.findInvocation('no id'), null)
})

forEachEngine('many calls are one statement; those of a pool that is gone are dropped, and the others go with their pool', async (_t, open) => {
  const database = await open()
  const { stores: { triggerInvocations: store, userPools }, pool } = await storesWithPool(database)
  const before = database.statements()
  for (let n = 0; n < 50; n++) store.add(anInvocation(pool.id, after(n)))
  store.add(anInvocation('us-east-1_gone', noon))
  await store.flush()
  assert.equal(database.statements() - before, 1)
  assert.equal(await database.prisma.triggerInvocation.count(), 50)
  await userPools.deletePool(pool.id)
  assert.equal(await database.prisma.triggerInvocation.count(), 0)
})

forEachEngine('calls are swept when their days are over', async (_t, open) => {
  const database = await open()
  const { stores: { triggerInvocations: store }, pool } = await storesWithPool(database)
  for (const at of [after(-days(3) - 1), after(-days(3) + 1)]) store.add(anInvocation(pool.id, at))
  await store.flush()
  const sweeper = (triggerLogDays: number) => createSweeper({ database, clock: { now: () => noon }, log: silentLog, triggerLogDays })
  assert.equal((await sweeper(3).sweep()).triggerInvocations, 1)
  assert.equal((await sweeper(0).sweep()).triggerInvocations, 1)
})
