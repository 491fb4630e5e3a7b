import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createSealer } from '#src/crypto/sealing.ts'
import { forEachEngine } from '#test/storage/engines.ts'
import { aClient, aCredential, aFamily, aPool, aUser, noon, silentLog } from '#test/storage/records.ts'
import { checkMasterKey } from './check-master-key.ts'
import { createStores } from './create-stores.ts'
import { resealSecrets } from './reseal-secrets.ts'

const [old, next, lost] = [1, 2, 3].map((fill) => ({ id: `key${fill}`, key: Buffer.alloc(32, fill) })) as [K, K, K]
type K = { id: string; key: Buffer }
const stopping = new AbortController().signal

forEachEngine('after a rotation everything is sealed under the new key, and only then the old one may go', async (_t, open) => {
  const database = await open()
  const before = createSealer({ current: old })
  const rotating = createSealer({ current: next, previous: [old] })
  const after = createSealer({ current: next })
  await checkMasterKey({ database, sealer: before })
  assert.equal(await resealSecrets({ database, sealer: before, log: silentLog, stopping }), 0)

  const { userPools, users, appClients, signingKeys, tokens, accessKeys, softwareTokens, devices, userImports, certificates, registeredFunctions } = createStores({ database, sealer: before, log: silentLog })
  const pool = aPool()
  await userPools.createPool(pool)
  const people = Array.from({ length: 201 }, (_, n) => aUser(pool.id, { credential: aCredential(`hash${n}`) }))
  for (const user of people) await users.createUser(user, [])
  const user = people[0] ?? assert.fail()
  const client = aClient(pool.id, { secrets: [{ id: randomUUID(), slot: 0, value: 'client secret', digest: 'd', createdAt: noon }] })
  await appClients.createClient(client)
  await signingKeys.createFirstKey({ kid: 'k', poolId: pool.id, alg: 'RS256', publicJwk: { kty: 'RSA', n: 'n', e: 'e', alg: 'RS256', use: 'sig', kid: 'k' }, privateKeyPem: 'pem', activeFrom: noon, publishedUntil: null, createdAt: noon })
  const family = aFamily(user)
  await tokens.createFamily(family, 'spent', null)
  await tokens.rotateRefreshToken({ digest: 'spent', originJti: family.originJti, successor: 'successor', successorDigest: 's', at: noon })
  await accessKeys.createAccessKey({ id: 'AK', secret: 'operator secret', description: null, createdAt: noon, lastUsedAt: null, revokedAt: null })

  await certificates.putCertificate({ id: 'c', names: ['a.example.com'], chain: 'chain', key: 'key of a certificate', notBefore: noon, notAfter: noon, createdAt: noon })
  await registeredFunctions.putFunction({ name: 'arn', kind: 'lambda', settings: { endpoint: null, region: null }, secrets: null, createdAt: noon, modifiedAt: noon })
  await registeredFunctions.putFunction({ name: 'file', kind: 'module', settings: { file: 'a.js', handler: 'handler', memoryMb: 64 }, secrets: { environment: { KEY: 'of a function' } }, createdAt: noon, modifiedAt: noon })
  const token = { userId: user.id, seed: 'SEED', pendingSeed: null, friendlyName: null, lastStep: null, createdAt: noon, updatedAt: noon }
  await softwareTokens.saveSoftwareToken({ ...token, version: 0 })
  const device = { key: 'us-east-1_d', userId: user.id, groupKey: '-g', name: null, srp: { salt: 'ab', verifier: 'cd' }, secretDigest: null, remembered: true, lastAddress: null }
  await devices.createDevice({ ...device, createdAt: noon, updatedAt: noon, lastAuthenticatedAt: noon })

  const job = { id: 'import-1', poolId: pool.id, name: 'j', roleArn: 'arn', hashAlgorithm: null, status: 'Created', counts: { imported: 0, skipped: 0, failed: 0 }, completionMessage: null, createdAt: noon, startedAt: null, completedAt: null } as const
  await userImports.createJob(job)
  const chunk = { jobId: job.id, fileId: randomUUID(), position: 0, bytes: Buffer.from([0, 0xff, 0xc3, 0x28]) }
  await userImports.addChunk(chunk)

  await checkMasterKey({ database, sealer: rotating })
  await assert.rejects(checkMasterKey({ database, sealer: after }), { code: 'MasterKeyMismatch' })
  const all = await Promise.all([1, 2].map(() => resealSecrets({ database, sealer: rotating, log: silentLog, stopping })))
  assert.equal(all.reduce((sum, count) => sum + count, 0), 201 + 9)
  await checkMasterKey({ database, sealer: after })

  const stores = createStores({ database, sealer: after, log: silentLog })
  for (const each of people) assert.deepEqual((await stores.users.findUserById(pool.id, each.id))?.credential, each.credential)
  assert.deepEqual(await stores.appClients.findClient(client.id), client)
  assert.equal((await stores.signingKeys.listKeys(pool.id))[0]?.privateKeyPem, 'pem')
  assert.equal((await stores.tokens.readRefreshContext('spent'))?.token.successor, 'successor')
  assert.equal((await stores.accessKeys.findAccessKey('AK'))?.secret, 'operator secret')
  assert.equal((await stores.softwareTokens.findSoftwareToken(user.id))?.seed, 'SEED')
  assert.deepEqual((await stores.devices.findDevice(user.id, device.key))?.srp, device.srp)
  await stores.installedCertificates.refresh()
  assert.equal(stores.installedCertificates.current()[0]?.key, 'key of a certificate')
  assert.deepEqual((await stores.registeredFunctions.findFunction('file'))?.secrets, { environment: { KEY: 'of a function' } })
  assert.deepEqual(await stores.userImports.readChunk(chunk.fileId, 0), chunk.bytes)
  assert.equal(await resealSecrets({ database, sealer: after, log: silentLog, stopping }), 0)
})

forEachEngine('a secret that no known key opens keeps the old key needed, and is told', async (_t, open) => {
  const database = await open()
  await checkMasterKey({ database, sealer: createSealer({ current: old }) })
  const stranger = createStores({ database, sealer: createSealer({ current: lost }), log: silentLog })
  await stranger.accessKeys.createAccessKey({ id: 'AK', secret: 's', description: null, createdAt: noon, lastUsedAt: null, revokedAt: null })
  const log: string[] = []
  await resealSecrets({ database, sealer: createSealer({ current: next, previous: [old] }), log: { ...silentLog, error: (_facts, text) => log.push(text) }, stopping })
  assert.match(log.join(), /no known master key/)
  await assert.rejects(checkMasterKey({ database, sealer: createSealer({ current: next }) }), { code: 'MasterKeyMismatch' })
})
