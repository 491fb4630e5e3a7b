// npm run branding -- …: looks of a pool's own, as src/server/branding/read-branding-command.ts says.
import { administerBranding } from '#src/server/branding/administer-branding.ts'
import { BRANDING_USAGE, readBrandingCommand } from '#src/server/branding/read-branding-command.ts'
import { runCommand } from '#src/server/commands/run-command.ts'

await runCommand({ usage: BRANDING_USAGE, read: readBrandingCommand, carryOut: administerBranding })
