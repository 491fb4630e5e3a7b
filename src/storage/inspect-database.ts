import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#src/config/project-folder.ts'
import type { Sealer } from '#src/crypto/sealing.ts'
import type { TlsCertificate } from '#src/domain/certificates/certificate.ts'
import type { UserPoolDomain } from '#src/domain/user-pools/user-pool.ts'
import type { MissingFunction } from '#src/domain/functions/registered-function.ts'
import { loadCertificates } from './certificate-store.ts'
import { masterKeyFits } from './check-master-key.ts'
import type { Engine, EngineLog } from './engine/engine.ts'
import { checksumsOf, readMigrations } from './engine/migrate.ts'
import { statement } from './engine/sql.ts'
import { loadMissingFunctions } from './function-store.ts'
import { loadCustomDomains } from './user-pool-domain-rows.ts'

/** What a look at the database found. */
export type DatabaseState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly pending: readonly string[]; readonly failed: readonly string[]; readonly changed: readonly string[]; readonly masterKeyFits: boolean | null; readonly domains: readonly UserPoolDomain[]; readonly certificates: readonly TlsCertificate[]; readonly missingFunctions: readonly MissingFunction[] }

export type InspectDatabaseInput = {
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Null: there is no master key to try. */
  readonly sealer: Sealer | null
  readonly migrationsDir?: string
}

const tables = statement<{ history: boolean; installation: boolean; certificates: boolean; functions: boolean }>(
  'inspect_tables',
  `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS history, to_regclass('installation') IS NOT NULL AS installation, to_regclass('tls_certificates') IS NOT NULL AS certificates, to_regclass('functions') IS NOT NULL AS functions`,
)
const history = statement<{ name: string; checksum: string; finished: boolean }>(
  'inspect_history',
  'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
)

const silent: EngineLog = { info: () => {}, warn: () => {} }
const programsOwn = join(projectFolder, 'prisma/migrations')

/**
 * Looks at migrations and master key, applying and writing nothing; an embedded database that does not exist is not
 * made. Throws StartError as openDatabase does (DatabaseUnreachable, DataFolderInUse, …).
 */
export async function inspectDatabase(input: InspectDatabaseInput): Promise<DatabaseState> {
  if (input.databaseUrl === null && !existsSync(join(input.dataDir, 'database', 'PG_VERSION'))) return { kind: 'absent' }
  const engine = await openEngine(input)
  try {
    const [present] = await engine.sql.query(tables, [])
    const applied = present?.history === true ? await engine.sql.query(history, []) : []
    const known = new Map(applied.map((row) => [row.name, row]))
    const migrations = readMigrations(input.migrationsDir ?? programsOwn)
    // Tables of a migration that is still to come are not there.
    const certified = present?.certificates === true
    return {
      kind: 'present',
      domains: certified ? await loadCustomDomains(engine.sql) : [],
      certificates: certified ? await loadCertificates(engine.sql) : [],
      missingFunctions: present?.functions === true ? await loadMissingFunctions(engine.sql) : [],
      pending: migrations.filter(({ name }) => !known.has(name)).map(({ name }) => name),
      failed: applied.filter(({ finished }) => !finished).map(({ name }) => name),
      changed: migrations.filter(({ name, script }) => known.get(name)?.finished === true && !checksumsOf(script).includes(known.get(name)?.checksum ?? '')).map(({ name }) => name),
      masterKeyFits: input.sealer !== null && present?.installation === true ? await masterKeyFits({ sql: engine.sql, sealer: input.sealer }) : null,
    }
  } finally {
    await engine.close()
  }
}

async function openEngine({ databaseUrl, dataDir }: InspectDatabaseInput): Promise<Engine> {
  if (databaseUrl !== null) return (await import('./engine/postgresql-engine.ts')).openPostgresqlEngine(databaseUrl, { poolSize: 1, log: silent })
  return (await import('./engine/embedded-engine.ts')).openEmbeddedEngine(dataDir, silent)
}
