// npm run triggers -- list | set | remove | rotate-secret | log | tail | show | replay: the functions that user pools' triggers call, and the
// log of their calls.
import { readFileSync } from 'node:fs'
import { runCommand } from '#src/server/commands/run-command.ts'
import { administerTriggers } from '#src/server/triggers/administer-triggers.ts'
import { readTriggerCommand } from '#src/server/triggers/read-trigger-command.ts'
import { TRIGGERS_USAGE } from '#src/server/triggers/trigger-command.ts'

const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort())
await runCommand({
  usage: TRIGGERS_USAGE,
  read: (words, variables) => readTriggerCommand(words, { variables, readFile: (path) => readFileSync(path, 'utf8') }),
  carryOut: (config, log, command) => administerTriggers({ config, log, signal: stopping.signal, write: (text) => void process.stdout.write(text) }, command),
})
