import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BENCH, TRIGGERED, userName, type TriggeredPool } from '#bench/bench-pool.ts'
import { type Contender, type Figures, takeTurns } from '#bench/measure/run-round.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import type { Workshop } from '#bench/servers/start-servers.ts'
import { createSealer, masterKeyId } from '#src/crypto/sealing.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { expectStatus } from './code-login.ts'

const PLAIN = { poolId: BENCH.poolId, web: BENCH.web.id, machine: BENCH.machine.id }
const POOLS = { without: PLAIN, idle: TRIGGERED.idle, module: TRIGGERED.module } as const
type PoolName = keyof typeof POOLS

/** What a user's function looks like, doing nothing else. */
const HANDLER = 'exports.handler = async (event) => event\n'

export type TriggerCosts = Record<'InitiateAuth' | 'client_credentials', Partial<Record<PoolName, Figures>>>

/**
 * The same sign-in and the same machine's token at a pool without triggers, at one with triggers that these do not call, and at one
 * whose functions are files: PreAuthentication and PreTokenGeneration for the sign-in, PreTokenGeneration for the token.
 */
export async function measureTriggers(workshop: Workshop, pace: { seconds: number; rounds: number }): Promise<TriggerCosts> {
  const folder = workshop.newFolder('triggers')
  mkdirSync(join(folder, 'functions'))
  writeFileSync(join(folder, 'functions/idle.js'), HANDLER)
  await workshop.createDatabase('triggers')
  const server = await workshop.startPoolhouse('triggers', 'postgresql', { cheapHash: true })
  await register(workshop)
  const turns = (work: (pool: TriggeredPool) => Pick<Contender, 'work'>) => {
    const contenders = Object.entries(POOLS).map(([name, pool]) => [name, { ...work(pool), server, concurrency: 1, databaseTime: workshop.databaseTime }])
    return takeTurns(Object.fromEntries(contenders) as Record<PoolName, Contender>, pace)
  }
  const costs = { InitiateAuth: await turns((pool) => signingIn(server, pool)), client_credentials: await turns((pool) => askingForToken(server, pool)) }
  await server.stop()
  return costs
}

/** A line for each operation: what one costs without, and what the others add. */
export const triggerReport = (costs: TriggerCosts): string =>
  Object.entries(costs).map(([operation, { without, idle, module }]) => {
    if (without === undefined || idle === undefined || module === undefined) throw new Error('All three were measured.')
    const added = ({ server, p50 }: Figures) => `${signed(server - without.server)} µs in the server, ${signed((p50 - without.p50) * 1000)} µs until the answer`
    return `triggers, ${operation}: ${without.server.toFixed(0)} µs without; idle ones add ${added(idle)}; a file that answers at once adds ${added(module)}`
  }).join('\n')

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`

function signingIn(server: ServerProcess, { web }: TriggeredPool): Pick<Contender, 'work'> {
  const client = new WireClient(server.url)
  const body = JSON.stringify({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: web, AuthParameters: { USERNAME: userName(0), PASSWORD: BENCH.password } })
  return { work: async () => void expectStatus(await client.call('InitiateAuth', body), 200) }
}

function askingForToken(server: ServerProcess, { poolId, machine }: TriggeredPool): Pick<Contender, 'work'> {
  const client = new WireClient(server.url)
  const authorization = `Authorization: Basic ${Buffer.from(`${machine}:${BENCH.machine.secret}`).toString('base64')}\r\n`
  return { work: async () => void expectStatus(await client.post(`/${poolId}/oauth2/token`, 'grant_type=client_credentials', authorization), 200) }
}

/** As `npm run triggers -- set` does. */
async function register({ databaseUrl, masterKey }: Workshop): Promise<void> {
  const database = await openDatabase({ databaseUrl: databaseUrl('triggers'), dataDir: '' })
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const stores = createStores({ database, log, sealer: createSealer({ current: { id: masterKeyId(masterKey), key: masterKey } }) })
  const at = new Date()
  await stores.registeredFunctions.putFunction({
    name: TRIGGERED.functionName, kind: 'module', settings: { file: 'idle.js', handler: 'handler', memoryMb: 128 }, secrets: { environment: {} }, createdAt: at, modifiedAt: at,
  })
  await database.close()
}
