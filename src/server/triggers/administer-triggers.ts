import { setTimeout as pause } from 'node:timers/promises'
import { minutes, seconds } from '#src/contracts/duration.ts'
import type { Config } from '#src/config/config.ts'
import { createSafeFetch } from '#src/delivery/safe-fetch.ts'
import type { CommandSet } from '#src/server/commands/command-set.ts'
import { refuse } from '#src/server/commands/command-refused.ts'
import { type Door, openDoor, type Opened } from '#src/server/commands/open-door.ts'
import type { Log } from '#src/server/log.ts'
import { openTriggers } from '#src/server/open-triggers.ts'
import { carryOutTriggerCommand, type TriggerCommandDeps } from './carry-out-trigger-command.ts'
import { triggerCommandDeps } from './trigger-command-deps.ts'
import { type TriggerCommand, triggerCommand, type TriggerCommandLine } from './trigger-command.ts'

export const triggerCommands: CommandSet<TriggerCommandDeps, TriggerCommand> = {
  name: 'triggers', schema: triggerCommand, reading: ['list', 'log', 'since', 'show'], carryOut: carryOutTriggerCommand,
}

export type AdministerInput = { config: Config; log: Log; signal: AbortSignal; write(text: string): void }

/** Carries a command out and returns what to print. `tail` writes as calls come, until `signal`. Errors: CommandRefused, StartError. */
export async function administerTriggers(input: AdministerInput, command: TriggerCommandLine): Promise<string> {
  const door = await openDoor({ config: input.config, log: input.log, commands: triggerCommands, open: openOwn })
  try {
    return await (command.kind === 'tail' ? tail(input, command, door) : door.carryOut(command))
  } finally {
    await door.close()
  }
}

function openOwn({ config, log, clock, stores }: Opened, closing: (() => Promise<unknown>)[]): TriggerCommandDeps {
  const safeFetch = createSafeFetch({ allow: config.outboundAllow })
  closing.push(() => safeFetch.close())
  const opened = openTriggers({ config, stores, safeFetch, requestOrigins: { current: () => null }, clock, log })
  closing.push(() => opened.close())
  return triggerCommandDeps({ config, stores, caller: opened.caller, clock })
}

/** Calls are written when they end, in the order of their ends: those that began a while before are looked at again. */
const OVERLAP = minutes(1)
const EVERY = seconds(1)

async function tail({ write, signal }: AdministerInput, { kind: _kind, ...filter }: TriggerCommandLine & { kind: 'tail' }, door: Door<TriggerCommand>): Promise<string> {
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
