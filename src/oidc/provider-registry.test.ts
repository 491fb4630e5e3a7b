import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSigningKey, loadSigningKey } from '#src/crypto/signing-key.ts'
import { completeUserPoolSettings } from '#src/domain/user-pools/complete-user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { OidcDeps } from './oidc-deps.ts'
import { createProviderRegistry } from './provider-registry.ts'
import { createKeptModels } from './stored-models.ts'

const settings = completeUserPoolSettings({})
const poolNamed = (id: string, version = 1): UserPool =>
  ({ id, region: 'us-east-1', name: id, settings, version, estimatedUsers: 0, createdAt: new Date(0), updatedAt: new Date(0) })

/** Making a provider asks for nothing but keys. */
async function open() {
  const key = loadSigningKey(await generateSigningKey())
  const keys = new Map([[key.kid, key]])
  const deps = { publicUrl: 'https://auth.example.com', clock: { now: () => new Date(0) }, signingKeys: { published: () => Promise.resolve(new Map(keys)) } }
  return { keys, registry: createProviderRegistry(deps as unknown as OidcDeps, createKeptModels()) }
}

test('a provider is made at the first request, kept, and made again for a changed pool or key', async () => {
  const { keys, registry } = await open()
  const first = await registry.handlerOf(poolNamed('us-east-1_a'))
  assert.equal(await registry.handlerOf(poolNamed('us-east-1_a')), first)
  const changed = await registry.handlerOf(poolNamed('us-east-1_a', 2))
  assert.notEqual(changed, first)
  const next = loadSigningKey(await generateSigningKey())
  keys.set(next.kid, next)
  assert.notEqual(await registry.handlerOf(poolNamed('us-east-1_a', 2)), changed)
  assert.equal(registry.size(), 1)
})

test('however many pools are asked for, the providers in memory stay few, and the ones in use stay', async () => {
  const { registry } = await open()
  const busy = await registry.handlerOf(poolNamed('us-east-1_busy'))
  for (let i = 0; i < 220; i++) {
    await registry.handlerOf(poolNamed(`us-east-1_${i}`))
    assert.equal(await registry.handlerOf(poolNamed('us-east-1_busy')), busy)
  }
  assert.equal(registry.size(), 200)
})
