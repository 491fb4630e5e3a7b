// npm run triggers -- list | set | remove | rotate-secret | log | tail | show | replay: the functions that user pools' triggers call, and the
// log of their calls. While the server runs on the embedded database, it is the server that answers.
import { readFileSync } from 'node:fs'
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { openLogs } from '#src/server/log.ts'
import { administerTriggers } from '#src/server/triggers/administer-triggers.ts'
import { readTriggerCommand } from '#src/server/triggers/read-trigger-command.ts'
import { USAGE } from '#src/server/triggers/trigger-command.ts'

const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort())
try {
  const variables = processVariables()
  const command = readTriggerCommand(process.argv.slice(2), { variables, readFile: (path) => readFileSync(path, 'utf8') })
  if (command === null) throw new Error(USAGE)
  const config = loadConfig(variables)
  await administerTriggers({ config, log: openLogs(config).log, signal: stopping.signal, write: (text) => void process.stdout.write(text) }, command)
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
