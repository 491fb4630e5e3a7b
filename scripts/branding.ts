// npm run branding -- …: looks of a pool's own, as src/server/branding/read-branding-command.ts says. With PostgreSQL while the instances
// run; the embedded database belongs to the running server, which must be stopped for it (a seed file can declare a look as well).
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { administerBranding } from '#src/server/branding/administer-branding.ts'
import { BRANDING_USAGE, readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { openLogs } from '#src/server/log.ts'

const command = readBrandingCommand(process.argv.slice(2))
try {
  if (command === null) throw new Error(BRANDING_USAGE)
  const config = loadConfig(processVariables())
  process.stdout.write(await administerBranding(config, openLogs(config).log, command))
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
