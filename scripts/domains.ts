// npm run domains -- list | check <domain> <poolId> | accept <domain> | certificate <chain.pem> <key.pem> | forget-certificate <id>:
// custom domains of user pools, and certificates for the server's own HTTPS port. While the server runs on the embedded database, it is
// handed what is to be changed; `list` needs it stopped.
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { administerDomains, readDomainCommand } from '#src/server/administer-domains.ts'
import { openLogs } from '#src/server/log.ts'

const command = readDomainCommand(process.argv.slice(2))
try {
  if (command === null) throw new Error('npm run domains -- list | check <domain> <poolId> | accept <domain> | certificate <chain.pem> <key.pem> | forget-certificate <id>')
  const config = loadConfig(processVariables())
  process.stdout.write(await administerDomains(config, openLogs(config).log, command))
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
