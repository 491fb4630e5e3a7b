import { existsSync } from 'node:fs'
import type { Config } from '#src/config/config.ts'
import { loadMasterKeys, masterKeyPath } from '#src/config/master-key.ts'
import { createSealer, type Sealer } from '#src/crypto/sealing.ts'
import { inspectDatabase, type DatabaseState } from '#src/storage/inspect-database.ts'
import { checkDomains } from './check-domains.ts'
import { note, ok, problem, type Finding } from './finding.ts'

/** Whether the database answers, its migrations are as they should be, and the master key is the one it was written with. */
export async function checkDatabase(config: Config): Promise<Finding[]> {
  const where = config.databaseUrl === null ? 'The embedded database' : 'The PostgreSQL database'
  try {
    const state = await inspectDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, sealer: sealerOf(config) })
    return [...findingsOf(where, state), ...(state.kind === 'present' ? [...checkDomains(config, state, new Date()), ...checkFunctions(state)] : [])]
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StartError') throw error
    const { code, message } = error as Error & { code?: string }
    if (code === 'DataFolderInUse') return [note(`${where} is in use by a running Poolhouse, so it was not looked at: stop it and ask again, or look at /readyz.`)]
    const at = message.indexOf(': ')
    return [at === -1 ? problem(message, 'Correct this and ask again.') : problem(`${message.slice(0, at)}.`, capital(message.slice(at + 2)))]
  }
}

function findingsOf(where: string, state: DatabaseState): Finding[] {
  if (state.kind === 'absent') return [note(`${where} does not exist yet: the first start makes it.`)]
  const findings = [ok(`${where} answers.`)]
  if (state.failed.length > 0) findings.push(problem(`The migration ${state.failed.join(', ')} failed half-way.`, 'Mend the database, then run: npx prisma migrate resolve'))
  if (state.changed.length > 0) findings.push(problem(`The migration ${state.changed.join(', ')} was applied with another content.`, 'Put its file back as it was; write what is new as a migration of its own.'))
  findings.push(state.pending.length > 0 ? note(`The next start applies: ${state.pending.join(', ')}.`) : ok('All migrations are applied.'))
  if (state.masterKeyFits === false) findings.push(problem('MASTER_KEY is not the key this database was written with.', 'Set the key it was created with, or give that one as MASTER_KEY_PREVIOUS.'))
  if (state.masterKeyFits === true) findings.push(ok('The master key is the one of this database.'))
  return findings
}

/** Triggers of pools whose functions nobody registered: their calls are refused. */
const checkFunctions = ({ missingFunctions }: DatabaseState & { kind: 'present' }): Finding[] =>
  missingFunctions.map(({ name, poolId, trigger }) => problem(`Nobody has registered ${name}, which user pool ${poolId} names as ${trigger}: its calls are refused.`, 'npm run triggers -- set <arn> --module | --webhook | --lambda …'))

/** The doctor makes no key: without one there is nothing to compare. */
function sealerOf(config: Config): Sealer | null {
  if (config.masterKey === null && !existsSync(masterKeyPath(config.dataDir))) return null
  return createSealer(loadMasterKeys(config))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
