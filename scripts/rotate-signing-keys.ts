// npm run keys:rotate -- <poolId>: gives a user pool a new signing key, with overlap. With PostgreSQL while the instances run;
// the embedded database belongs to the running server, which must be stopped for it.
import { loadConfig } from '#src/config/config.ts'
import { processVariables } from '#src/config/env.ts'
import { openLogs } from '#src/server/log.ts'
import { rotatePoolKeys } from '#src/server/rotate-pool-keys.ts'

const [poolId] = process.argv.slice(2)
try {
  if (poolId === undefined) throw new Error('Which user pool? npm run keys:rotate -- <poolId>')
  const config = loadConfig(processVariables())
  const { kid, activeFrom } = await rotatePoolKeys(config, openLogs(config).log, poolId)
  process.stdout.write(`Key ${kid} is published now and signs from ${activeFrom.toISOString()}. Older keys stay published until their last token is dead.\n`)
} catch (error) {
  process.exitCode = 1
  process.stderr.write(`${(error as Error).message}\n`)
}
