import type { PoolSigningKey } from '#src/domain/tokens/signing-key-store.ts'
import { randomUUID } from 'node:crypto'
import { createSealer } from '#src/crypto/sealing.ts'
import type { AppClientSettings } from '#src/domain/app-clients/app-client-settings.ts'
import type { AppClient } from '#src/domain/app-clients/app-client.ts'
import type { TokenFamily } from '#src/domain/tokens/token-store.ts'
import { type UserPoolSettings, withLaterOptions } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import type { PasswordCredential, User } from '#src/domain/users/user.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import type { Database } from '#src/storage/engine/database.ts'

export const noon = new Date('2026-11-21T12:00:00.000Z')
export const after = (milliseconds: number): Date => new Date(noon.getTime() + milliseconds)

export const testSealer = createSealer({ current: { id: 'test', key: Buffer.alloc(32, 7) } })
export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Stores on a fresh database that holds one pool. */
export async function storesWithPool(database: Database): Promise<{ stores: Stores; pool: UserPool }> {
  const stores = createStores({ database, sealer: testSealer, log: silentLog })
  const pool = aPool()
  await stores.userPools.createPool(pool)
  return { stores, pool }
}

export function aPool(change: Partial<UserPool> = {}): UserPool {
  const id = `us-east-1_${randomUUID().slice(0, 8)}`
  // Storage keeps settings as they are, whatever they say; of our own options those that are missing have their defaults.
  const settings = withLaterOptions({ MfaConfiguration: 'OFF', Schema: [{ Name: 'email' }] } as unknown as UserPoolSettings)
  return { id, region: 'us-east-1', name: 'people', settings, version: 1, estimatedUsers: 0, createdAt: noon, updatedAt: noon, ...change }
}

export function aClient(poolId: string, change: Partial<AppClient> = {}): AppClient {
  const settings = { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] } as unknown as AppClientSettings
  return { id: randomUUID().replaceAll('-', ''), poolId, name: 'web', settings, secrets: [], version: 1, createdAt: noon, updatedAt: noon, ...change }
}

export function aUser(poolId: string, change: Partial<User> = {}): User {
  const id = randomUUID()
  return {
    id, poolId, username: `user-${id.slice(0, 8)}`, status: 'CONFIRMED', enabled: true, attributes: {}, pendingAttributes: {}, credential: null,
    mfa: { enabled: [], preferred: null }, identities: [], tokensValidFrom: null, deletionDueAt: null, createdAt: noon, updatedAt: noon, version: 1, ...change,
  }
}

export function aCredential(hash: string): PasswordCredential {
  return { hash, srp: { salt: 'ab', verifier: `cd${Buffer.from(hash).toString('hex')}` }, setAt: noon, expiresAt: null }
}

export function aFamily(user: User, change: Partial<TokenFamily> = {}): TokenFamily {
  return {
    originJti: randomUUID(), poolId: user.poolId, clientId: 'client', userId: user.id, grantId: null, sessionUid: null, scope: 'openid email',
    resource: null, nonce: null, amr: ['pwd', 'mfa'], acr: null, jkt: null, deviceKey: null, eventId: randomUUID(), source: 'HostedAuth',
    authTime: noon, createdAt: noon, lastUsedAt: noon, expiresAt: after(3_600_000), revokedAt: null, lastAddress: null, lastUserAgent: null, ...change,
  }
}

/** Runs `work` 20 times at once and returns how each ended: its result, or the `code` of its error. */
export async function race<Result>(work: (index: number) => Promise<Result>): Promise<(Result | string)[]> {
  const endings = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => work(index)))
  return endings.map((ending) => (ending.status === 'fulfilled' ? ending.value : codeOf(ending.reason)))
}

/** How often each ending came. */
export function tally(endings: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const ending of endings) counts[String(ending)] = (counts[String(ending)] ?? 0) + 1
  return counts
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') throw error
  return code
}

/** A key pair in name only: storage never signs. */
export const aKey = (poolId: string, kid: string, activeFrom = noon): PoolSigningKey => ({
  poolId, kid, alg: 'RS256', publicJwk: { kty: 'RSA', n: 'n', e: 'AQAB', alg: 'RS256', use: 'sig', kid }, privateKeyPem: `pem of ${kid}`, activeFrom, publishedUntil: null, createdAt: activeFrom,
})
