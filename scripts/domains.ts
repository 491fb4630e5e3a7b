// npm run domains -- list | check <domain> <poolId> | accept <domain> | certificate <chain.pem> <key.pem> | forget-certificate <id>:
// custom domains of user pools, and certificates for the server's own HTTPS port.
import { administerDomains, DOMAINS_USAGE, readDomainCommand } from '#src/server/administer-domains.ts'
import { runCommand } from '#src/server/commands/run-command.ts'

await runCommand({ usage: DOMAINS_USAGE, read: readDomainCommand, carryOut: administerDomains })
