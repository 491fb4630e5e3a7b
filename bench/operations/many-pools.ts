import { randomBytes } from 'node:crypto'
import { createRandom } from '#src/crypto/random.ts'
import { createSealer } from '#src/crypto/sealing.ts'
import { masterKeyId } from '#src/crypto/sealing.ts'
import { generateSigningKey } from '#src/crypto/signing-key.ts'
import { createUserPoolClient } from '#src/domain/app-clients/create-user-pool-client.ts'
import { createUserPool } from '#src/domain/user-pools/create-user-pool.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { BENCH } from '#bench/bench-pool.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import type { Workshop } from '#bench/servers/start-servers.ts'
import { expectStatus } from './code-login.ts'
import { atMost, type Verdict } from './operation.ts'

/** Bytes of resident memory. */
export type ManyPools = { pools: number; idle: number; afterAll: number; seconds: number }

/** Many pools on one instance: each one's discovery, key set and authorize endpoint are asked for once. */
export async function measureManyPools(workshop: Workshop, count: number): Promise<ManyPools> {
  await workshop.createDatabase('many')
  const pools = await makePools(workshop, count)
  const server = await workshop.startPoolhouse('many', 'postgresql', { installed: true })
  const idle = server.memory()
  const started = performance.now()
  const waiting = [...pools]
  await Promise.all(Array.from({ length: 8 }, async () => {
    const client = new WireClient(server.url)
    for (let pool = waiting.pop(); pool !== undefined; pool = waiting.pop()) await visit(client, pool)
  }))
  const figures = { pools: count, idle, afterAll: server.memory(), seconds: (performance.now() - started) / 1000 }
  await server.stop()
  return figures
}

export const judgeManyPools = ({ pools, afterAll }: ManyPools): (Verdict | undefined)[] => [atMost(`memory with ${pools} pools`, afterAll / 1e6, 600, ' MB')]

type MadePool = { id: string; clientId: string }

async function visit(client: WireClient, { id, clientId }: MadePool): Promise<void> {
  client.forgetCookies()
  expectStatus(await client.get(`/${id}/.well-known/openid-configuration`), 200)
  expectStatus(await client.get(`/${id}/.well-known/jwks.json`), 200)
  const query = new URLSearchParams({ client_id: clientId, response_type: 'code', scope: 'openid', redirect_uri: BENCH.redirectUri, state: 'x' })
  expectStatus(await client.get(`/${id}/oauth2/authorize?${query}`), 303)
}

/** Pools as CreateUserPool makes them, but with one RSA key under many names: making thousands would take an hour. */
async function makePools(workshop: Workshop, count: number): Promise<MadePool[]> {
  const database = await openDatabase({ databaseUrl: workshop.databaseUrl('many'), dataDir: '' })
  const { masterKey } = workshop
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const stores = createStores({ database, log, sealer: createSealer({ current: { id: masterKeyId(masterKey), key: masterKey } }) })
  const random = createRandom(randomBytes)
  const clock = { now: () => new Date() }
  const key = await generateSigningKey()
  const createFirstSigningKey = async (pool: { id: string }) => {
    const kid = `${key.kid}-${pool.id}`
    await stores.signingKeys.createFirstKey({ ...key, kid, publicJwk: { ...key.publicJwk, kid }, poolId: pool.id, activeFrom: clock.now(), publishedUntil: null, createdAt: clock.now() })
  }
  const deps = { ...stores, clock, random, createFirstSigningKey, regions: 'any' as const }
  const made: MadePool[] = []
  let next = 0
  await Promise.all(Array.from({ length: 10 }, async () => {
    while (next++ < count) {
      const pool = await createUserPool(deps, { region: 'us-east-1', request: { PoolName: 'many' } })
      const client = await createUserPoolClient(deps, {
        UserPoolId: pool.id, ClientName: 'web', AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'], AllowedOAuthScopes: ['openid'], CallbackURLs: [BENCH.redirectUri],
      })
      made.push({ id: pool.id, clientId: client.id })
    }
  }))
  await database.close()
  return made
}
