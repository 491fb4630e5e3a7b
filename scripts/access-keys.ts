// npm run access-keys -- create [description] | list | revoke <id>: key pairs by which operators sign requests of the AWS API. With
// PostgreSQL while the instances run; the embedded database belongs to the running server, which must be stopped for it.
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { administerAccessKeys, readAccessKeyCommand } from '#src/server/administer-access-keys.ts'
import { openLogs } from '#src/server/log.ts'

const command = readAccessKeyCommand(process.argv.slice(2))
try {
  if (command === null) throw new Error('npm run access-keys -- create [description] | list | revoke <id>')
  const config = loadConfig(processVariables())
  process.stdout.write(await administerAccessKeys(config, openLogs(config).log, command))
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
