import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import type { Config } from '#src/config/config.ts'
import { loadMasterKeys } from '#src/config/master-key.ts'
import { createSealer, type Sealer } from '#src/crypto/sealing.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import { askServer } from '#src/server/asked-commands.ts'
import type { Log } from '#src/server/log.ts'
import { openTriggers } from '#src/server/open-triggers.ts'
import { checkMasterKey } from '#src/storage/check-master-key.ts'
import { createStores } from '#src/storage/create-stores.ts'
import { openDatabase } from '#src/storage/engine/database.ts'
import { carryOutTriggerCommand } from './carry-out-trigger-command.ts'
import { triggerCommandDeps } from './trigger-command-deps.ts'
import { refuse } from './trigger-command-refused.ts'
import type { TriggerCommand, TriggerCommandLine } from './trigger-command.ts'

export type AdministerInput = { config: Config; log: Log; signal: AbortSignal; write(text: string): void }

/**
 * Carries a command out, in the database or, where an embedded one belongs to a running server, by that server, and returns what to
 * print. `tail` writes as calls come, until `signal`. Errors: TriggerCommandRefused, StartError.
 */
export async function administerTriggers(input: AdministerInput, command: TriggerCommandLine): Promise<string> {
  const sealer = createSealer(loadMasterKeys(input.config))
  const door = await openDoor(input, sealer)
  try {
    return await (command.kind === 'tail' ? tail(input, command, door) : door.carryOut(command))
  } finally {
    await door.close()
  }
}

type Door = { served: boolean; carryOut(command: TriggerCommand): Promise<string>; close(): Promise<void> }

/** The database itself, or the server that has it. */
async function openDoor({ config, log }: AdministerInput, sealer: Sealer): Promise<Door> {
  try {
    return await openOwn(config, log, sealer)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'DataFolderInUse') throw error
    return { served: true, carryOut: (command) => ask(config, sealer, command), close: () => Promise.resolve() }
  }
}

async function ask(config: Config, sealer: Sealer, command: TriggerCommand): Promise<string> {
  const answer = (await askServer(config.dataDir, sealer, command)) ?? refuse('The program that has the data folder open does not answer. Is it the server, and of this version?')
  return answer.done ? answer.text : refuse(answer.text)
}

async function openOwn(config: Config, log: Log, sealer: Sealer): Promise<Door> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, log })
  try {
    await checkMasterKey({ database, sealer })
  } catch (error) {
    await database.close()
    throw error
  }
  const clock = { now: () => new Date() }
  const stores = createStores({ database, sealer, log })
  const safeFetch = createSafeFetch({ allow: config.outboundAllow })
  const opened = openTriggers({ config, stores, safeFetch, requestOrigins: { current: () => null }, clock, log })
  const deps = triggerCommandDeps({ config, stores, caller: opened.caller, clock })
  return {
    served: config.databaseUrl !== null,
    carryOut: (command) => carryOutTriggerCommand(deps, command),
    async close() {
      await opened.close()
      await safeFetch.close()
      await stores.stop()
      await database.close()
    },
  }
}

/** Calls are written when they end, in the order of their ends: those that began a while before are looked at again. */
const OVERLAP = minutes(1)
const EVERY = seconds(1)

async function tail({ write, signal }: AdministerInput, { kind: _kind, ...filter }: TriggerCommandLine & { kind: 'tail' }, door: Door): Promise<string> {
  if (!door.served) return refuse('No server runs on this data folder: there is nothing to follow. `log` shows what was.')
  const read = async () => JSON.parse(await door.carryOut({ kind: 'since', ...filter, since: new Date(Date.now() - OVERLAP).toISOString() })) as [string, string][]
  let seen = new Set((await read()).map(([id]) => id))
  while (!signal.aborted) {
    await pause(EVERY, undefined, { signal }).catch(() => undefined)
    const lines = signal.aborted ? [] : await read()
    for (const [id, line] of lines) if (!seen.has(id)) write(line)
    seen = new Set(lines.map(([id]) => id))
  }
  return ''
}
