// npm run messages -- …: looks at messages and sends tests, as src/server/messages/read-messages-command.ts says. With PostgreSQL while the
// instances run; the embedded database belongs to the running server, which must be stopped for it.
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { openLogs } from '#src/server/log.ts'
import { administerMessages } from '#src/server/messages/administer-messages.ts'
import { MESSAGES_USAGE, readMessagesCommand } from '#src/server/messages/read-messages-command.ts'

const command = readMessagesCommand(process.argv.slice(2))
try {
  if (command === null) throw new Error(MESSAGES_USAGE)
  const config = loadConfig(processVariables())
  process.stdout.write(await administerMessages(config, openLogs(config).log, command))
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
