// npm run keys:rotate -- <poolId>: gives a user pool a new signing key, with overlap. With PostgreSQL while the instances run;
// the embedded database belongs to the running server, which must be stopped for it.
import { runCommand } from '#src/server/commands/run-command.ts'
import { rotatePoolKeys } from '#src/server/rotate-pool-keys.ts'

await runCommand({
  usage: 'Which user pool? npm run keys:rotate -- <poolId>',
  read: ([poolId]) => poolId ?? null,
  carryOut: async (config, log, poolId) => {
    const { kid, activeFrom } = await rotatePoolKeys(config, log, poolId)
    return `Key ${kid} is published now and signs from ${activeFrom.toISOString()}. Older keys stay published until their last token is dead.\n`
  },
})
