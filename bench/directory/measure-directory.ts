import { BENCH } from '#bench/bench-pool.ts'
import { takeTurns, type Contender, type Figures } from '#bench/measure/run-round.ts'
import type { ServerProcess } from '#bench/measure/server-process.ts'
import { WireClient } from '#bench/measure/wire-client.ts'
import { isWanted, type Options } from '#bench/options.ts'
import type { Workshop } from '#bench/servers/start-servers.ts'
import { prepareCognitoLocal } from './cognito-local-data.ts'
import { fillDatabase } from './fill-database.ts'
import { directoryOperations, type ContenderName, type DirectoryOperation, type Target } from './operations.ts'

/** Users of the directories that are compared. */
export const SIZES = [100, 10_000, 100_000] as const

/** Figures by operation and size. */
export type DirectoryFigures = Map<string, Map<number, Partial<Record<ContenderName, Figures>>>>

type Running = { server: ServerProcess; target: Target }

/**
 * The AWS API beside cognito-local and a limit server, on directories of several sizes. All of them take turns: a machine that grows slower
 * while one is measured after the other would seem to be a directory that grows dearer.
 */
export async function measureDirectory(workshop: Workshop, options: Options): Promise<DirectoryFigures> {
  const figures: DirectoryFigures = new Map()
  const wanted = directoryOperations.filter(({ name }) => isWanted(options, name))
  if (wanted.length === 0) return figures
  const running = new Map<number, Record<ContenderName, Running>>()
  for (const size of SIZES) running.set(size, await startAll(workshop, size))
  for (const operation of wanted) {
    const measured = await takeTurns(await contendersOf(operation, running, workshop), options)
    const bySize = SIZES.map((size) => [size, ofSize(size, measured, operation.of)] as const)
    figures.set(operation.name, new Map(bySize))
  }
  await Promise.all([...running.values()].flatMap((servers) => Object.values(servers).map(({ server }) => server.stop())))
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

type Place = `${ContenderName} ${number}`

async function contendersOf({ of, concurrency, workOf }: DirectoryOperation, running: ReadonlyMap<number, Record<ContenderName, Running>>, { databaseTime }: Workshop): Promise<Partial<Record<Place, Contender>>> {
  const contenders: Partial<Record<Place, Contender>> = {}
  for (const name of of) {
    for (const [size, servers] of running) {
      const { server, target } = servers[name]
      const clients = Array.from({ length: concurrency }, () => new WireClient(server.url))
      // Each has been silent while the others had their turns: a server ends connections that say nothing.
      const prepare = async () => clients.forEach((client) => client.close())
      contenders[`${name} ${size}`] = { server, concurrency, prepare, databaseTime: name === 'cognito-local' ? () => 0 : databaseTime, work: await workOf(clients, target) }
    }
  }
  return contenders
}

function ofSize(size: number, measured: Partial<Record<Place, Figures>>, names: readonly ContenderName[]): Partial<Record<ContenderName, Figures>> {
  const figures: Partial<Record<ContenderName, Figures>> = {}
  for (const name of names) {
    const own = measured[`${name} ${size}`]
    if (own !== undefined) figures[name] = own
  }
  return figures
}
