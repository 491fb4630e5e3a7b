// npm run keys:rotate -- <poolId>: gives a user pool a new signing key, with overlap.
import { administerKeys, KEYS_USAGE, readKeyCommand } from '#src/server/administer-keys.ts'
import { runCommand } from '#src/server/commands/run-command.ts'

await runCommand({ usage: KEYS_USAGE, read: readKeyCommand, carryOut: administerKeys })
