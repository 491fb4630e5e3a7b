// npm run branding -- …: looks of a pool's own, as src/server/branding/read-branding-command.ts says. With PostgreSQL while the instances
// run; the embedded database belongs to the running server, which must be stopped for it (a seed file can declare a look as well).
import { administerBranding } from '#src/server/branding/administer-branding.ts'
import { BRANDING_USAGE, readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { runCommand } from '#src/server/commands/run-command.ts'

await runCommand({ usage: BRANDING_USAGE, read: readBrandingCommand, carryOut: administerBranding })
