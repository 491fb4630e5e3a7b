// npm run messages -- …: looks at messages and sends tests, as src/server/messages/read-messages-command.ts says.
import { runCommand } from '#src/server/commands/run-command.ts'
import { administerMessages } from '#src/server/messages/administer-messages.ts'
import { MESSAGES_USAGE, readMessagesCommand } from '#src/server/messages/read-messages-command.ts'

await runCommand({ usage: MESSAGES_USAGE, read: readMessagesCommand, carryOut: administerMessages })
