import { join } from 'node:path'
import { PrismaClient } from '#prisma/client.ts'
import { projectFolder } from '#src/config/project-folder.ts'
import { seconds } from '#src/contracts/duration.ts'
import { toDatabaseError } from './database-error.ts'
import type { Engine, EngineLog } from './engine.ts'
import { migrate } from './migrate.ts'
import type { Listener } from './postgresql-listener.ts'
import { type Sql, statement } from './sql.ts'

/** An open database: Prisma for the ordinary, `sql` for the hot paths, both over the same connections. */
export type Database = {
  readonly prisma: PrismaClient
  readonly sql: Sql
  readonly kind: 'embedded' | 'postgresql'
  /** Hears what other instances announce by NOTIFY, on a connection of its own; absent on the embedded engine, which has no others. */
  readonly listen?: (channel: string, heard: (payload: string) => void) => Promise<Listener>
  /** Resolves when the database answers; throws DatabaseUnavailable within 5 seconds otherwise. */
  ping(): Promise<void>
  /** Lets running statements end, then closes every connection and gives up the data folder. */
  close(): Promise<void>
  /** Statements sent since opening, including those that begin and end transactions: for benchmarks and query-count tests. */
  statements(): number
}

export type DatabaseConfig = {
  /** A server of PostgreSQL's dialect; without it the database is embedded, in `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** Connections to the server at most; 10 when absent. The embedded engine has one. */
  poolSize?: number | undefined
  log?: EngineLog | undefined
  /** Where the migrations are, when not the program's own. */
  migrationsDir?: string | undefined
}

const ownMigrations = join(projectFolder, 'prisma/migrations')
const silent: EngineLog = { info: () => undefined, warn: () => undefined }
const answer = statement<{ one: number }>('answer', 'SELECT 1 AS one')

/**
 * Opens the database and brings it to the newest migration. Throws StartError with a sentence for the operator:
 * DatabaseUnreachable, DataFolderInUse, DataFolderUnwritable, DiskFull, MigrationFailed or MigrationChanged.
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const log = config.log ?? silent
  const engine = await openEngine(config, log)
  try {
    await engine.withMigrationConnection((connection) => migrate(connection, config.migrationsDir ?? ownMigrations, log))
  } catch (error) {
    await engine.close()
    throw error
  }
  return databaseOn(engine)
}

/** Each engine is loaded only when it is used: the other's memory and start-up time are not paid. */
async function openEngine({ databaseUrl, dataDir, poolSize = 10 }: DatabaseConfig, log: EngineLog): Promise<Engine> {
  if (databaseUrl === undefined) {
    const { openEmbeddedEngine } = await import('./embedded-engine.ts')
    return openEmbeddedEngine(dataDir, log)
  }
  const { openPostgresqlEngine } = await import('./postgresql-engine.ts')
  return openPostgresqlEngine(databaseUrl, { poolSize, log })
}

function databaseOn(engine: Engine): Database {
  const prisma = new PrismaClient({
    adapter: engine.adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: seconds(3), timeout: seconds(10) },
  })
  let closing: Promise<void> | undefined
  const close = async () => {
    await prisma.$disconnect()
    await engine.close()
  }
  return {
    prisma,
    sql: engine.sql,
    kind: engine.kind,
    ...(engine.listen && { listen: engine.listen }),
    async ping() {
      const [row] = await engine.sql.query(answer, [])
      if (row?.one !== 1) throw toDatabaseError(new Error('the database answered something else'))
    },
    close: () => (closing ??= close()),
    statements: engine.statements,
  }
}
