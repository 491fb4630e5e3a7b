import assert from 'node:assert/strict'
import type { ModelFacts } from '#src/oidc/model-store.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { after, aUser, noon, race, storesWithPool, tally } from '#test/storage/records.ts'

const facts: ModelFacts = { grantId: null, uid: null, userCode: null, accountId: null, expiresAt: after(60_000) }

forEachEngine('a model is found by its pool, name and id only, by uid and by user code', async (_t, open) => {
  const { stores: { models }, pool: { id: poolId } } = await storesWithPool(await open())
  const key = { poolId, model: 'DeviceCode', idDigest: 'd' }
  await models.upsert(key, { a: [1] }, { ...facts, uid: 'u', userCode: 'ABCD' })
  assert.deepEqual(await models.find(key), { payload: { a: [1] }, consumedAt: null })
  assert.equal(await models.find({ ...key, poolId: 'other' }), null)
  assert.equal(await models.find({ ...key, model: 'Session' }), null)
  assert.deepEqual(await models.findByUid(poolId, 'DeviceCode', 'u'), { payload: { a: [1] }, consumedAt: null })
  assert.deepEqual(await models.findByUserCode(poolId, 'DeviceCode', 'ABCD'), { payload: { a: [1] }, consumedAt: null, idDigest: 'd' })
  await models.upsert(key, { b: 2 }, { ...facts, uid: 'u' })
  assert.equal(await models.findByUserCode(poolId, 'DeviceCode', 'ABCD'), null)
  assert.equal(await models.update(key, { c: 3 }, facts), true)
  assert.equal(await models.update({ ...key, idDigest: 'gone' }, {}, facts), false)
  assert.deepEqual(await models.find(key), { payload: { c: 3 }, consumedAt: null })
})

forEachEngine('what an answered interaction holds is not changed any more', async (_t, open) => {
  const { stores: { models }, pool: { id: poolId } } = await storesWithPool(await open())
  const key = { poolId, model: 'Interaction', idDigest: 'i' }
  assert.equal(await models.updateUnanswered(key, { flow: 'a' }, facts), false)
  await models.upsert(key, {}, facts)
  assert.equal(await models.updateUnanswered(key, { flow: 'b' }, facts), true)
  assert.equal(await models.update(key, { result: {} }, facts), true)
  assert.equal(await models.updateUnanswered(key, { flow: 'c' }, facts), false)
  assert.deepEqual((await models.find(key))?.payload, { result: {} })
})

forEachEngine('of 20 callers one consumes, one inserts, one destroys', async (_t, open) => {
  const { stores: { models }, pool: { id: poolId } } = await storesWithPool(await open())
  const key = { poolId, model: 'PushedAuthorizationRequest', idDigest: 'p' }
  assert.deepEqual(tally(await race(() => models.insertOnce(key, {}, facts))), { true: 1, false: 19 })
  assert.deepEqual(tally(await race(() => models.consume(key, noon))), { true: 1, false: 19 })
  await models.upsert(key, { again: true }, facts)
  assert.deepEqual((await models.find(key))?.consumedAt, noon)
  assert.equal(await models.consume(key, noon), false)
  assert.deepEqual(tally(await race(() => models.destroy(key))), { true: 1, false: 19 })
  await models.upsert(key, {}, { ...facts, expiresAt: noon })
  assert.equal(await models.consume(key, noon), false)
  assert.equal(await models.consume({ ...key, idDigest: 'unknown' }, noon), false)
})

forEachEngine('a grant ends with all it brought, an account with its sessions, also 20 at once', async (_t, open) => {
  const { stores: { models, users, tokens }, pool: { id: poolId } } = await storesWithPool(await open())
  const user = aUser(poolId)
  await users.createUser(user, [])
  const session = (idDigest: string, accountId: string | null) => models.upsert({ poolId, model: 'Session', idDigest }, {}, { ...facts, accountId })
  for (const idDigest of ['a', 'b', 'c']) {
    await session(idDigest, user.id)
    await models.upsert({ poolId, model: 'AuthorizationCode', idDigest }, {}, { ...facts, grantId: 'g', accountId: user.id })
  }
  await session('nobody', null)
  await session('stranger', 'not-a-user')
  await tokens.revokeUser(poolId, user.id, after(3))
  assert.deepEqual(await models.findSession(poolId, 'a'), { payload: {}, consumedAt: null, owner: { enabled: true, tokensValidFrom: after(3) } })
  assert.deepEqual(await models.findSession(poolId, 'nobody'), { payload: {}, consumedAt: null, owner: null })
  assert.deepEqual(await models.findSession(poolId, 'stranger'), { payload: {}, consumedAt: null, owner: null })
  assert.equal(await models.findSession('other', 'a'), null)
  assert.deepEqual(tally(await race((index) => (index % 2 ? models.revokeByGrantId(poolId, 'g') : models.destroySessionsOfAccount(poolId, user.id)))), { undefined: 20 })
  for (const idDigest of ['a', 'b', 'c']) {
    assert.equal(await models.find({ poolId, model: 'AuthorizationCode', idDigest }), null)
    assert.equal(await models.findSession(poolId, idDigest), null)
  }
  assert.notEqual(await models.findSession(poolId, 'nobody'), null)
})

forEachEngine('of 20 callers one gets what an interaction brings, and nothing is left of the others', async (_t, open) => {
  const { stores: { attempts, models }, pool: { id: poolId } } = await storesWithPool(await open())
  const interaction = { poolId, model: 'Interaction', idDigest: 'i' }
  const oldSession = { poolId, model: 'Session', idDigest: 'old' }
  await models.upsert(interaction, {}, facts)
  await models.upsert(oldSession, {}, facts)
  const settles = { kind: 'password', subject: 's', network: { kind: 'network', subject: 'n', window: 1000, limit: 9 } }
  for (const { kind, subject } of [settles, settles.network, settles.network]) await attempts.countAttempt({ kind, subject, now: after(0), window: 1000, lockFrom: null, maxLock: 0 })
  let caller = 0
  const bring = () => {
    const name = String(caller++)
    const record = (model: string) => ({ key: { poolId, model, idDigest: name }, payload: { name }, facts: { ...facts, uid: `${model} ${name}` } })
    return models.replaceInteraction(interaction, { oldSession, session: record('Session'), code: record('AuthorizationCode'), settles })
  }
  assert.deepEqual(tally(await race(bring)), { true: 1, false: 19 })
  assert.deepEqual([await models.find(interaction), await models.find(oldSession)], [null, null])
  assert.equal(await attempts.readAttempts('password', 's'), null)
  assert.equal((await attempts.readAttempts('network', 'n'))?.count, 1, 'given back once, by the one')
  const left = await Promise.all(Array.from({ length: caller }, async (_, index) => {
    const [session, code] = await Promise.all(['Session', 'AuthorizationCode'].map((model) => models.find({ poolId, model, idDigest: String(index) })))
    return `${session?.payload.name ?? ''}${code?.payload.name ?? ''}`
  }))
  assert.match(left.join(''), /^(\d+)\1$/)
})
