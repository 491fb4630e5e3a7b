import type { Config } from '#src/config/config.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import { type Rounds, startRounds } from '#src/rounds/start-rounds.ts'
import { type AskedCommand, type CommandAnswer, takeAsked } from '#src/server/asked-commands.ts'
import type { Log } from '#src/server/log.ts'
import { carryOutTriggerCommand, type TriggerCommandDeps } from './carry-out-trigger-command.ts'
import { triggerCommand } from './trigger-command.ts'

export type TriggerCommandWorkerDeps = {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>
  commands: TriggerCommandDeps
  sealer: Sealer
  log: Pick<Log, 'info' | 'warn'>
}

const EVERY = 500
/** Those that change nothing are not worth a line of the log. */
const READING = new Set(['list', 'log', 'since', 'show'])

/** Carries out what `npm run triggers` asks of a server on an embedded database, and answers. Where others may open the database, nobody asks. */
export function startTriggerCommandWorker(deps: TriggerCommandWorkerDeps): Rounds {
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
    failed: (err) => log.warn({ err }, 'commands for triggers cannot be taken; the next round goes on'),
  })
  return {
    async stop() {
      await rounds.stop()
      await Promise.all(underWay)
    },
  }
}

async function answerOne({ commands, log }: TriggerCommandWorkerDeps, { command, answer }: AskedCommand): Promise<void> {
  const parsed = triggerCommand.safeParse(command)
  const given: CommandAnswer = parsed.success
    ? await carryOutTriggerCommand(commands, parsed.data).then((text) => ({ done: true, text }), (error: unknown) => ({ done: false, text: (error as Error).message }))
    : { done: false, text: 'The running server is of another version: it does not know this command.' }
  if (parsed.success && !READING.has(parsed.data.kind)) log.info({ command: parsed.data.kind, done: given.done }, 'a command line has asked for something about triggers')
  try {
    answer(given)
  } catch (err) {
    log.warn({ err }, 'a command line cannot be answered')
  }
}
