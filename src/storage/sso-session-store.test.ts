import assert from 'node:assert/strict'
import { epochSeconds } from '#src/domain/clock.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aFamily, after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

forEachEngine('a user’s browser sessions are listed while they live, and ended once', async (_t, open) => {
  const { stores: { users, models, ssoSessions, tokens }, pool } = await storesWithPool(await open())
  const [user, other] = [aUser(pool.id), aUser(pool.id)]
  for (const someone of [user, other]) await users.createUser(someone, [])
  const sign = (uid: string, { accountId = user.id, loginTs = epochSeconds(noon), expiresAt = after(9000), model = 'Session' } = {}) =>
    models.upsert({ poolId: pool.id, model, idDigest: uid }, { uid, accountId, loginTs, iat: loginTs - 5, authorizations: { web: { sid: 's' } } }, { grantId: null, uid, userCode: null, accountId, expiresAt })
  await sign('a')
  await sign('b', { loginTs: epochSeconds(noon) + 7.5 })
  await sign('expired', { expiresAt: noon })
  await sign('other', { accountId: other.id })
  await sign('interaction', { model: 'Interaction' })
  const list = (poolId = pool.id, limit = 9) => ssoSessions.ssoSessionsOfUser({ poolId, userId: user.id, now: noon, limit })
  assert.deepEqual(await list(), [
    { uid: 'b', signedInAt: after(7500), createdAt: after(2500), expiresAt: after(9000), clientIds: ['web'] },
    { uid: 'a', signedInAt: noon, createdAt: after(-5000), expiresAt: after(9000), clientIds: ['web'] },
  ])
  assert.deepEqual([(await list(pool.id, 1)).length, await list('us-east-1_other')], [1, []])
  assert.deepEqual([await ssoSessions.endSsoSession(pool.id, user.id, 'other'), await ssoSessions.endSsoSession(pool.id, user.id, 'interaction')], [false, false])
  assert.deepEqual(tally(await race(() => ssoSessions.endSsoSession(pool.id, user.id, 'b'))), { true: 1, false: 19 })
  await tokens.revokeUser(pool.id, user.id, after(1))
  assert.deepEqual(await list(), [])
})

forEachEngine('live token sessions come by last use; those beyond a number, or of one browser, end', async (_t, open) => {
  const { stores: { users, tokens }, pool } = await storesWithPool(await open())
  const [user, other] = [aUser(pool.id), aUser(pool.id)]
  for (const someone of [user, other]) await users.createUser(someone, [])
  const families = [0, 1, 2, 3].map((n) => aFamily(user, { createdAt: after(n), lastUsedAt: after(n), sessionUid: n % 2 ? 'odd' : null, lastAddress: '192.0.2.1', lastUserAgent: 'x' }))
  for (const family of [...families, aFamily(user, { expiresAt: noon }), aFamily(other, { sessionUid: 'odd' })]) await tokens.createFamily(family, null, null)
  const live = async (owner = user) => (await tokens.liveFamilies({ poolId: pool.id, userId: owner.id, now: noon, limit: 9 }))
  assert.deepEqual(await live(), families.toReversed())

  await tokens.touchFamily({ originJti: families[0]?.originJti ?? '', at: after(9), lastAddress: null, lastUserAgent: 'y' })
  assert.deepEqual((await live())[0], { ...families[0], lastUsedAt: after(9), lastAddress: null, lastUserAgent: 'y' })
  await Promise.all([1, 2, 3].map(() => tokens.evictFamilies({ userId: user.id, keep: 3, at: after(10) })))
  assert.deepEqual((await live()).map(({ originJti }) => originJti), [families[0], families[3], families[2]].map((family) => family?.originJti))
  await tokens.revokeFamiliesOfSession(user.id, 'odd', after(11))
  assert.deepEqual((await live()).map(({ originJti }) => originJti), [families[0], families[2]].map((family) => family?.originJti))
  assert.equal((await live(other)).length, 1)
  await tokens.evictFamilies({ userId: user.id, keep: 0, at: after(12) })
  await tokens.touchFamily({ originJti: families[0]?.originJti ?? '', at: after(13), lastAddress: null, lastUserAgent: null })
  assert.deepEqual(await live(), [])
})
