// npm run access-keys -- create [description] | list | revoke <id>: key pairs by which operators sign requests of the AWS API.
import { ACCESS_KEYS_USAGE, administerAccessKeys, readAccessKeyCommand } from '#src/server/administer-access-keys.ts'
import { runCommand } from '#src/server/commands/run-command.ts'

await runCommand({ usage: ACCESS_KEYS_USAGE, read: readAccessKeyCommand, carryOut: administerAccessKeys })
