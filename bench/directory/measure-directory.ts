import { BENCH } from '#bench/bench-pool.ts'
import { takeTurns, type Contender, type Figures } from '#bench/measure/run-round.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import type { Options } from '#bench/options.ts'
import type { Workshop } from '#bench/servers/start-servers.ts'
import { prepareCognitoLocal } from './cognito-local-data.ts'
import { fillDatabase } from './fill-database.ts'
import { directoryOperations, type ContenderName, type DirectoryOperation, type Target } from './operations.ts'

/** Users of the directories that are compared. */
export const SIZES = [100, 10_000, 100_000] as const

const CONCURRENCY = 8

/** Figures by operation and size. */
export type DirectoryFigures = Map<string, Map<number, Partial<Record<ContenderName, Figures>>>>

type Running = { server: ServerProcess; target: Target }

/** The AWS API beside cognito-local and a limit server, on directories of several sizes, one size after another. */
export async function measureDirectory(workshop: Workshop, { seconds, rounds, only }: Options): Promise<DirectoryFigures> {
  const figures: DirectoryFigures = new Map()
  const wanted = directoryOperations.filter(({ name }) => only === null || name.toLowerCase().includes(only.toLowerCase()))
  if (wanted.length === 0) return figures
  for (const size of SIZES) {
    const running = await startAll(workshop, size)
    for (const operation of wanted) {
      const measured = await takeTurns(await contendersOf(operation, running, workshop), { seconds, rounds })
      figures.set(operation.name, (figures.get(operation.name) ?? new Map<number, typeof measured>()).set(size, measured))
    }
    await Promise.all(Object.values(running).map(({ server }) => server.stop()))
  }
  return figures
}

async function startAll(workshop: Workshop, size: number): Promise<Record<ContenderName, Running>> {
  const database = `directory_${size}`
  await workshop.createDatabase(database)
  const server = await workshop.startPoolhouse(database, 'postgresql', { cheapHash: true })
  await fillDatabase(workshop.databaseUrl(database), size)
  const folder = workshop.newFolder(`cognito-local-${size}`)
  const local = await prepareCognitoLocal(workshop, folder, size)
  const peer = await workshop.startCognitoLocal(folder)
  const limit = await workshop.startDirectoryLimit(database)
  return {
    poolhouse: { server, target: { url: server.url, poolId: BENCH.poolId, clientId: BENCH.api.id, signs: true } },
    'cognito-local': { server: peer, target: { url: peer.url, ...local, signs: false } },
    limit: { server: limit, target: { url: limit.url, poolId: BENCH.poolId, clientId: BENCH.api.id, signs: false } },
  }
}

async function contendersOf(operation: DirectoryOperation, running: Record<ContenderName, Running>, { databaseTime }: Workshop): Promise<Partial<Record<ContenderName, Contender>>> {
  const contenders: Partial<Record<ContenderName, Contender>> = {}
  for (const name of operation.of) {
    const { server, target } = running[name]
    const clients = Array.from({ length: CONCURRENCY }, () => new WireClient(server.url))
    contenders[name] = { server, concurrency: CONCURRENCY, databaseTime: name === 'cognito-local' ? () => 0 : databaseTime, work: await operation.workOf(clients, target) }
  }
  return contenders
}
