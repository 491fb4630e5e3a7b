import { checkConfig } from '#src/config/config.ts'
import { checkDataFolder } from './check-data-folder.ts'
import { checkDatabase } from './check-database.ts'
import { checkMail } from './check-mail.ts'
import { checkPort } from './check-port.ts'
import { ok, problem, type Finding } from './finding.ts'

/** Looks at everything a start needs and changes nothing. Without a valid configuration there is nothing else to look at. */
export async function examine(variables: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  const { config, problems } = checkConfig(variables)
  if (config === null) return problems.map(({ sentence, mend }) => problem(sentence, mend))
  const database = config.databaseUrl === null ? 'embedded database' : 'PostgreSQL'
  const port = await checkPort(config)
  return [
    ok(`The configuration is complete: ${config.mode}, ${config.publicUrl}, ${database}.`),
    ...checkDataFolder(config),
    port,
    // While Poolhouse itself runs, the other port is its own too.
    ...(config.httpsPort !== null && port.kind === 'ok' ? [await checkPort({ listen: { host: config.listen.host, port: config.httpsPort } }, 'HTTPS_PORT')] : []),
    ...(await checkDatabase(config)),
    await checkMail(config),
  ]
}
