import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { createSealer, type Sealer } from '#src/crypto/sealing.ts'
import type { Clock } from '#src/domain/clock.ts'
import type { Log } from '#src/server/log.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores, type Stores } from '#src/storage/create-stores.ts'
import { type Database, openDatabase } from '#src/storage/engine/database.ts'
import { askServer } from './asked-commands.ts'
import { refuse } from './command-refused.ts'
import type { CommandSet } from './command-set.ts'

/** What there is where this process has opened the database itself. */
export type Opened = { config: Config; log: Log; clock: Clock; sealer: Sealer; database: Database; stores: Stores }

export type DoorInput<Deps, Command extends { kind: string }> = {
  config: Config
  log: Log
  commands: CommandSet<Deps, Command>
  /** What the commands work with; `closing` takes what ends it, which is called in the reverse order. */
  open(opened: Opened, closing: (() => Promise<unknown>)[]): Deps | Promise<Deps>
}

export type Door<Command> = {
  /** Whether a server may be at work on the same database. */
  served: boolean
  /** Returns what to print. */
  carryOut(command: Command): Promise<string>
  close(): Promise<void>
}

/**
 * Where commands are carried out: in the database or, where an embedded one belongs to a running server, by that server. Errors:
 * StartError; of a command CommandRefused, and what its own work throws where it is done here.
 */
export async function openDoor<Deps, Command extends { kind: string }>(input: DoorInput<Deps, Command>): Promise<Door<Command>> {
  const sealer = createSealer(loadMasterKeys(input.config))
  try {
    return await openOwn(input, sealer)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'DataFolderInUse') throw error
    return { served: true, carryOut: (command) => ask(input, sealer, command), close: () => Promise.resolve() }
  }
}

/** Carries out one command, and returns what to print. */
export async function administer<Deps, Command extends { kind: string }>(input: DoorInput<Deps, Command>, command: Command): Promise<string> {
  const door = await openDoor(input)
  try {
    return await door.carryOut(command)
  } finally {
    await door.close()
  }
}

async function ask<Deps, Command extends { kind: string }>({ config, commands }: DoorInput<Deps, Command>, sealer: Sealer, command: Command): Promise<string> {
  const answer = (await askServer(config.dataDir, sealer, { of: commands.name, command })) ?? refuse('The program that has the data folder open does not answer. Is it the server, and of this version?')
  return answer.done ? answer.text : refuse(answer.text)
}

async function openOwn<Deps, Command extends { kind: string }>({ config, log, commands, open }: DoorInput<Deps, Command>, sealer: Sealer): Promise<Door<Command>> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  const closing: (() => Promise<unknown>)[] = [() => database.close()]
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    await checkMasterKey({ database, sealer })
    const stores = createStores({ database, sealer, log })
    closing.push(() => stores.stop())
    const deps = await open({ config, log, clock: { now: () => new Date() }, sealer, database, stores }, closing)
    return { served: config.databaseUrl !== null, carryOut: (command) => commands.carryOut(deps, command), close }
  } catch (error) {
    await close()
    throw error
  }
}
