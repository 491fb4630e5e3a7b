import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { days, hours } from '#src/contracts/duration.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aFamily, aKey, after, aUser, noon, silentLog, storesWithPool } from '#test/storage/records.ts'
import { createSweeper, type SweepCounts } from './sweeper.ts'

const nothing: SweepCounts = { signInAttempts: 0, verificationCodes: 0, passkeyChallenges: 0, oidcModels: 0, tokenFamilies: 0, signingKeys: 0, knownNetworks: 0, attemptCounters: 0, noticeLinks: 0, userEvents: 0, triggerInvocations: 0, brandAssets: 0 }

forEachEngine('what has expired is deleted in batches, shared by several instances, and nothing else', async (_t, open) => {
  const database = await open()
  const { stores: { users, tokens, codes, models, attempts, signInAttempts, signingKeys, passkeys, knownNetworks }, pool } = await storesWithPool(database)
  const user = aUser(pool.id)
  await users.createUser(user, [])
  for (const expiresAt of [after(-1), after(days(30))]) {
    for (let n = 0; n < 7; n++) {
      const id = randomUUID()
      await signInAttempts.createAttempt({ idDigest: id, poolId: pool.id, clientId: 'c', userId: null, wire: 'api', challenge: 'START', state: {}, step: 0, createdAt: noon, expiresAt })
      await codes.saveCode({ userId: user.id, poolId: pool.id, purpose: `attribute:${id}`, codeHash: 'h', destination: 'd', attribute: 'email', createdAt: noon, expiresAt })
      if (n < 5) await passkeys.saveChallenge({ digest: id, poolId: pool.id, clientId: 'c', userId: user.id, rpId: 'example.com', createdAt: noon, expiresAt })
      await models.upsert({ poolId: pool.id, model: 'Session', idDigest: id }, {}, { grantId: null, uid: null, userCode: null, accountId: null, expiresAt })
      await tokens.createFamily(aFamily(user, { originJti: id, expiresAt }), `token-${id}`, null)
      await attempts.countAttempt({ kind: 'password', subject: id, now: expiresAt, window: hours(1), lockFrom: null, maxLock: 0 })
    }
  }
  const revoked = aFamily(user, { expiresAt: after(days(30)) })
  await tokens.createFamily(revoked, 'revoked', null)
  await tokens.revokeFamily(revoked.originJti, noon)
  await models.upsert({ poolId: pool.id, model: 'Client', idDigest: 'for ever' }, {}, { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: null })

  await signingKeys.createFirstKey(aKey(pool.id, 'retired', noon))
  await signingKeys.rotateKeys(aKey(pool.id, 'current', noon), after(days(1)))

  await knownNetworks.noteNetwork(user.id, 'left', after(-days(27) - 1))
  await knownNetworks.noteNetwork(user.id, 'known', after(-days(26)))

  const sweepAt = (now: Date) => createSweeper({ database, clock: { now: () => now }, log: silentLog, batch: 3 }).sweep()
  assert.deepEqual(await sweepAt(noon), nothing)
  const shared = await Promise.all([sweepAt(after(days(3))), sweepAt(after(days(3))), sweepAt(after(days(3)))])
  const sum = (name: keyof SweepCounts) => shared.reduce((total, counts) => total + counts[name], 0)
  assert.deepEqual(Object.keys(nothing).map((name) => sum(name as keyof SweepCounts)), [7, 7, 5, 7, 8, 1, 1, 7, 0, 0, 0, 0])
  assert.deepEqual(await sweepAt(after(days(3))), nothing)
  assert.equal(await database.prisma.refreshToken.count(), 7)
  assert.equal(await database.prisma.oidcModel.count(), 8)
})

forEachEngine('a sweeper that is stopped in the middle ends soon, and sweeps again when started', async (_t, open) => {
  const database = await open()
  const { stores: { attempts } } = await storesWithPool(database)
  await attempts.countAttempt({ kind: 'k', subject: 's', now: noon, window: 1, lockFrom: null, maxLock: 0 })
  const log: string[] = []
  let told = () => undefined as void
  const heard = new Promise<void>((resolve) => (told = resolve))
  const sweeper = createSweeper({ database, clock: { now: () => after(days(3)) }, log: { ...silentLog, info: (_facts, message) => (log.push(message), told()) } })
  sweeper.start()
  await heard
  await sweeper.stop()
  assert.deepEqual(log, ['swept what had expired'])
  assert.equal(await attempts.readAttempts('k', 's'), null)
})
