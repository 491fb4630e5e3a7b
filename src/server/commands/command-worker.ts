import { z } from 'zod'
import type { Config } from '#src/config/config.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import type { Log } from '#src/server/log.ts'
import { type AskedCommand, type CommandAnswer, takeAsked } from './asked-commands.ts'
import type { BoundCommands } from './command-set.ts'

export type CommandWorkerDeps = {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>
  commands: readonly BoundCommands[]
  sealer: Sealer
  log: Pick<Log, 'info' | 'warn'>
}

const EVERY = 500

/** Carries out what command lines ask of a server on an embedded database, and answers. Where others may open the database, nobody asks. */
export function startCommandWorker(deps: CommandWorkerDeps): Rounds {
  const { config, sealer, log } = deps
  if (config.databaseUrl !== null) return { stop: () => Promise.resolve() }
  const underWay = new Set<Promise<void>>()
  const rounds = startRounds({
    every: EVERY,
    async round() {
      const { asked, refused } = takeAsked(config.dataDir, sealer)
      if (refused > 0) log.warn({ refused }, 'something was asked that was not sealed with this master key: it was thrown away')
      for (const one of asked) {
        // A replay may take seconds: others do not wait for it.
        const working = answerOne(deps, one).finally(() => underWay.delete(working))
        underWay.add(working)
      }
    },
    failed: (err) => log.warn({ err }, 'commands cannot be taken; the next round goes on'),
  })
  return {
    async stop() {
      await rounds.stop()
      await Promise.all(underWay)
    },
  }
}

const UNKNOWN: CommandAnswer = { done: false, text: 'The running server is of another version: it does not know this command.' }

async function answerOne(deps: CommandWorkerDeps, { command, answer }: AskedCommand): Promise<void> {
  const given = await answerOf(deps, command)
  try {
    answer(given)
  } catch (err) {
    deps.log.warn({ err }, 'a command line cannot be answered')
  }
}

const envelope = z.strictObject({ of: z.string(), command: z.unknown() })

async function answerOf({ commands, log }: CommandWorkerDeps, asked: unknown): Promise<CommandAnswer> {
  const { data } = envelope.safeParse(asked)
  const known = commands.find(({ name }) => name === data?.of)?.read(data?.command) ?? null
  if (data === undefined || known === null) return UNKNOWN
  const given = await known.carryOut().then((text) => ({ done: true, text }), (error: unknown) => ({ done: false, text: (error as Error).message }))
  if (!known.reads) log.info({ command: `${data.of} ${known.kind}`, done: given.done }, 'a command line has asked for something')
  return given
}
