import assert from 'node:assert/strict'
import { test } from 'node:test'
import { days, minutes } from '#src/contracts/duration.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import { until } from '#test/reliability/until.ts'
import { forEachEngine, openFreshPostgresql } from '#test/storage/engines.ts'
import { after, aPool, noon, race, silentLog, storesWithPool, tally, testSealer } from '#test/storage/records.ts'
import { createStores } from './create-stores.ts'

const claim = (poolId: string, domain = 'login.example.com', change: Partial<UserPoolDomain> = {}): UserPoolDomain =>
  ({ domain, poolId, kind: 'custom', managedLoginVersion: 1, customDomainConfig: null, status: 'CREATING', createdAt: noon, provedAt: null, checkAt: noon, lostAt: null, ...change })

forEachEngine('of twenty pools that want one domain one gets it, also where a claim had failed', async (_t, open) => {
  const { stores: { userPools } } = await storesWithPool(await open())
  const pools = await Promise.all(Array.from({ length: 20 }, async () => {
    const pool = aPool()
    await userPools.createPool(pool)
    return pool.id
  }))
  assert.deepEqual(tally(await race((index) => userPools.createDomain(claim(pools[index] ?? ''), null))), { undefined: 1, InvalidParameter: 19 })
  const first = (await userPools.findDomain('login.example.com')) ?? assert.fail()
  assert.deepEqual(first, claim(first.poolId))
  await userPools.recordProof({ ...first, status: 'FAILED', checkAt: null }, null)
  const failed = (await userPools.findDomain('login.example.com')) ?? assert.fail()
  const endings = await race((index) => userPools.createDomain(claim(pools[index] ?? '', first.domain, { createdAt: after(1) }), failed))
  assert.deepEqual(tally(endings), { undefined: 1, InvalidParameter: 19 })
  const second = (await userPools.findDomain('login.example.com')) ?? assert.fail()
  assert.equal(second.poolId, pools[endings.indexOf(undefined as never)])
  if (second.poolId !== first.poolId) assert.deepEqual(await userPools.listDomains(first.poolId), [])
  const another = pools.find((id) => id !== second.poolId) ?? assert.fail()
  for (const stale of [{ ...second, status: 'FAILED' }, { ...second, status: 'ACTIVE' }, { ...second, createdAt: after(2) }, null] as const) {
    await assert.rejects(userPools.createDomain(claim(another), stale), { code: 'InvalidParameter' }, 'what is not as it was found gives way to nobody')
  }
  await userPools.createDomain(claim(another), second)
  assert.deepEqual((await userPools.findDomain('login.example.com'))?.poolId, another)
})

forEachEngine('a claim that is due is looked after by one instance at a time, which records nothing about a later one', async (_t, open) => {
  const { stores: { userPools }, pool } = await storesWithPool(await open())
  await userPools.createDomain(claim(pool.id), null)
  const lease = after(minutes(1))
  const taken = (await race(() => userPools.takeDueDomain(noon, lease))).filter((each) => each !== null)
  assert.deepEqual(taken, [claim(pool.id, undefined, { checkAt: lease })])
  const proved = claim(pool.id, undefined, { status: 'ACTIVE', provedAt: after(5), checkAt: after(days(1)) })
  assert.equal(await userPools.recordProof(proved, after(7)), false, 'somebody else has taken it since')
  await userPools.putOffCheck({ ...proved, checkAt: after(1) }, after(7))
  assert.equal(await userPools.recordProof({ ...proved, createdAt: after(9) }, lease), false, 'another claim of the same name')
  assert.equal(await userPools.recordProof({ ...proved, poolId: aPool().id }, lease), false)
  assert.equal((await userPools.findDomain(proved.domain))?.status, 'CREATING')
  assert.equal(await userPools.domainOf(pool.id), null)
  assert.equal(await userPools.recordProof(proved, lease), true)
  assert.deepEqual(await userPools.findDomain(proved.domain), proved)
  assert.deepEqual(await userPools.domainOf(pool.id), proved)
  assert.deepEqual(await userPools.listCustomDomains(), [proved])
  await userPools.updateDomain({ ...proved, status: 'CREATING', provedAt: null, managedLoginVersion: 2 })
  assert.deepEqual(await userPools.findDomain(proved.domain), { ...proved, managedLoginVersion: 2 }, 'a change of its look leaves the proof alone')
  assert.equal(await userPools.takeDueDomain(after(minutes(5)), lease), null)
})

forEachEngine('domains that answer are known as soon as they do, until they are deleted', async (_t, open) => {
  const { stores: { userPools, liveDomains }, pool } = await storesWithPool(await open())
  await liveDomains.start()
  await userPools.createDomain(claim(pool.id), null)
  await userPools.createDomain(claim(pool.id, 'shop', { kind: 'prefix', status: 'ACTIVE', checkAt: null }), null)
  await liveDomains.refresh()
  assert.deepEqual(liveDomains.current(), [{ domain: 'shop', poolId: pool.id, kind: 'prefix', since: noon }])
  await userPools.recordProof(claim(pool.id, undefined, { status: 'ACTIVE', provedAt: after(3) }), null)
  await liveDomains.refresh()
  assert.deepEqual(liveDomains.current().find(({ kind }) => kind === 'custom')?.since, after(3))
  await userPools.deleteDomain(pool.id, 'shop')
  await userPools.deleteDomain(pool.id, 'login.example.com')
  await liveDomains.refresh()
  assert.deepEqual(liveDomains.current(), [])
  await liveDomains.stop()
})

test('another instance soon knows a new domain and a new certificate', async (t) => {
  const database = await openFreshPostgresql(t)
  const { stores: writer, pool } = await storesWithPool(database)
  const listening = createStores({ database, sealer: testSealer, log: silentLog })
  t.after(() => listening.stop())
  listening.start()
  await Promise.all([listening.liveDomains.start(), listening.installedCertificates.start()])
  await writer.userPools.createDomain(claim(pool.id, 'shop', { kind: 'prefix', status: 'ACTIVE', checkAt: null }), null)
  await writer.certificates.putCertificate({ id: 'c', names: ['a.example.com'], chain: 'chain', key: 'key', notBefore: noon, notAfter: noon, createdAt: noon })
  await until('both are known', () => listening.liveDomains.current().length === 1 && listening.installedCertificates.current().length === 1)
})
