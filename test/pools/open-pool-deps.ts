import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { createRandom, type Random } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import type { RequestOrigins } from '#src/domain/activity/request-origin.ts'
import type { Clock } from '#src/domain/clock.ts'
import { createSigningKeys } from '#src/domain/tokens/signing-keys.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import type { DomainEvidence, DomainHosts } from '#src/domain/user-pools/domain-proof.ts'
import type { UserPoolSettingsInput } from '#src/domain/user-pools/user-pool-settings.ts'
import type { UserPool } from '#src/domain/user-pools/user-pool.ts'
import { createDomainHosts } from '#src/server/domain-hosts.ts'
import { createRequestOrigins } from '#src/server/request-origins.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import { openFreshEmbedded } from '#test/storage/engines.ts'

/** What operations on pools, clients, resource servers and groups need, on an empty database. */
export type PoolDeps = Stores & {
  clock: Clock & { advance(milliseconds: number): void }
  random: Random
  regions: 'any'
  requestOrigins: RequestOrigins
  domainHosts: DomainHosts
  domainEvidence: DomainEvidence
  createFirstSigningKey(pool: UserPool): Promise<unknown>
}

export async function openPoolDeps(t: TestContext): Promise<PoolDeps> {
  const database = await openFreshEmbedded(t)
  const log = { error: fail, warn: fail, info: () => {} }
  const stores = createStores({ database, sealer: createSealer({ current: { id: 'test', key: randomBytes(32) } }), log })
  t.after(() => stores.userEvents.flush())
  const clock = testClock()
  const keys = createSigningKeys({ store: stores.signingKeys, clock, generateSigningKey })
  return { ...stores, clock, random: createRandom(randomBytes), regions: 'any', requestOrigins: createRequestOrigins(), domainEvidence: { look: () => Promise.resolve('absent' as const) }, domainHosts: createDomainHosts({ publicUrl: 'http://localhost:3000', authDomain: 'auth.localhost:3000', domainProof: 'none' }), createFirstSigningKey: (pool) => keys.current(pool) }
}

/** A pool with the given settings. */
export const makePool = (deps: PoolDeps, settings: UserPoolSettingsInput = {}): Promise<UserPool> =>
  createUserPool(deps, { region: 'us-east-1', request: { PoolName: 'test', ...settings } })

const fail = (...facts: unknown[]): never => {
  throw new Error(`Storage reported trouble: ${JSON.stringify(facts)}`)
}

function testClock(): PoolDeps['clock'] {
  let now = Date.UTC(2030, 0, 1)
  return { now: () => new Date(now), advance: (milliseconds) => void (now += milliseconds) }
}
